package dmsb.core.tensorfile;

/** The supported element types, named as in a safetensors header. */
enum ElementType {
    F32(4),
    F64(8),
    I32(4),
    I64(8),
    U8(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The length of an element. */
    int bytes() {
        return bytes;
    }
}
