/**
 * Trained models for other runtimes. An <em>ONNX model</em> is one graph of standard operators with the weights in it; it
 * is written in the protocol buffers wire format by the field numbers of {@code onnx.proto3}.
 */
@NullMarked
package dmsb.experiments.export;

import org.jspecify.annotations.NullMarked;
