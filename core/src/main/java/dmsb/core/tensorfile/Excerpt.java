package dmsb.core.tensorfile;

/**
 * Text of a file in a form that is safe in a message. It is one line without control characters for terminals or logs,
 * and only the beginning of a long text.
 */
public final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /**
     * Text of a file for a message.
     *
     * @param text the text, with anything in it
     * @return its first 200 characters at most, then {@code ...} if there were more. White space and line ends become one
     *     blank, other control characters, directional marks and halves of surrogate pairs a question mark, blank text
     *     {@code nothing}
     */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * Text of a file for a message.
     *
     * @param text the text, with anything in it
     * @param longest how many characters to give at most, at least 1
     * @return the text as {@link #of(String)} gives it
     */
    public static String of(String text, int longest) {
        if (text.isBlank()) {
            return "nothing";
        }
        StringBuilder excerpt = new StringBuilder(Math.min(text.length(), longest) + 3);
        for (int i = 0; i < text.length(); ) {
            if (excerpt.length() >= longest) {
                return excerpt.append("...").toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                while (i < text.length() && isBlank(text.charAt(i))) {
                    i++;
                }
                excerpt.append(' ');
            } else {
                excerpt.appendCodePoint(isPlain(c) ? c : '?');
            }
        }
        return excerpt.toString();
    }

    private static boolean isBlank(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
