package dmsb.auction.market.town;

import dmsb.core.tensorfile.Excerpt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file, in the encoding that its first bytes tell: a byte order mark, else the XML declaration, else
 * UTF-8 (appendix F of the XML recommendation). The JDK's parser is given characters, because of bytes that are not of the
 * encoding it tells standard error.
 */
final class XmlText {
    private static final int MOST_START = 256; // bytes: a declaration has some 60
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']", Pattern.DOTALL);

    private static final String BEGINNING = "<?xml";

    private XmlText() {}

    /**
     * A reader that throws a {@link java.nio.charset.CharacterCodingException} at bytes that are not of the encoding.
     *
     * @param in XML. The reader reads it; nobody closes it.
     * @param source what to call it in messages
     * @throws IllegalArgumentException if an encoding is declared that there is not
     */
    static Reader reader(InputStream in, String source) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
        bytes.mark(MOST_START);
        byte[] start = bytes.readNBytes(MOST_START);
        bytes.reset();
        CharsetDecoder decoder = encoding(bytes, start, source)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(bytes, decoder) {
            @Override
            public void close() {
                // the JDK's parser closes at the end what it reads; whoever opened the stream closes it
            }
        };
    }

    /** The encoding. Passes over the mark of UTF-8, which Java's decoder takes for a character. */
    private static Charset encoding(InputStream bytes, byte[] start, String source) throws IOException {
        int first = start.length < 2 ? 0 : ((start[0] & 0xFF) << 8) | (start[1] & 0xFF);
        if (first == 0xEFBB && start.length > 2 && (start[2] & 0xFF) == 0xBF) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        return switch (first) {
            case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16; // which reads the mark
            case 0x003C -> StandardCharsets.UTF_16BE;
            case 0x3C00 -> StandardCharsets.UTF_16LE;
            default -> declared(start, source);
        };
    }

    /** Files without a mark: what the declaration says, which has to be true of the declaration itself. */
    private static Charset declared(byte[] start, String source) {
        Matcher declaration = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        String name = declaration.group(1);
        try {
            Charset charset = Charset.forName(name);
            if (new String(start, 0, BEGINNING.length(), charset).equals(BEGINNING)) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(refusal(source, name), e);
        }
        throw new IllegalArgumentException(refusal(source, name));
    }

    private static String refusal(String source, String name) {
        return source + ", line 1: expected the name of the encoding that it is in, such as UTF-8, got "
                + Excerpt.of(name);
    }
}
