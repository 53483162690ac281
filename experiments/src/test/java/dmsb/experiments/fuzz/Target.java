package dmsb.experiments.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reader and what is demanded of it: that it accepts an input, or refuses it with its own exception and a message on one
 * line that says where, and that it takes no more memory than its input allows.
 *
 * @param name what it is called on the command line
 * @param share its share of all inputs, relative to the others
 * @param seeds valid inputs, from which others are made
 * @param words what a reader knows by name, and what is known to upset readers
 * @param reading the reader
 * @param refusals the exceptions with which it refuses
 * @param message what a refusal looks like
 * @param allocation the bytes that it may allocate for any input, however short
 * @param allocationPerByte the bytes that it may allocate for each byte of input
 */
record Target(
        String name,
        int share,
        List<byte[]> seeds,
        List<String> words,
        Reading reading,
        Set<Class<? extends Exception>> refusals,
        Pattern message,
        long allocation,
        long allocationPerByte) {
    /** Reads an input. */
    @FunctionalInterface
    interface Reading {
        /**
         * Accepts or refuses an input, and checks what it accepts: that written out again it reads as the same, for example.
         *
         * @param input the bytes. Not modified.
         * @return a word on what was accepted; an input about which a new word is said is worth going on from
         * @throws Exception if it is refused
         */
        String read(byte[] input) throws Exception;
    }

    long allocationLimit(int length) {
        return allocation + allocationPerByte * length;
    }

    static List<byte[]> texts(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
