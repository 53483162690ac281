package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarkupWriterTest {
    @Property
    void anyTextIsWellFormedAndComesBack(@ForAll String text) {
        String markup = new MarkupWriter().element("p", text, "class", text).finish();
        ParsedMarkup parsed = ParsedMarkup.of(markup);
        assertEquals(xmlView(text), parsed.root().getTextContent());
    }

    /** What the writer promises to keep of a text. */
    private static String xmlView(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean known = c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c < 0x7F)
                    || (c > 0x9F && c < 0xD800)
                    || (c > 0xDFFF && (c & 0xFFFF) < 0xFFFE);
            kept.appendCodePoint(known ? c : 0xFFFD);
        });
        return kept.toString();
    }

    @Test
    void elementsAndAttributesAreEscaped() {
        String markup = new MarkupWriter()
                .element("p", "<script>&", "title", "\"'<>")
                .empty("br")
                .finish();
        assertEquals("<p title=\"&quot;&#39;&lt;&gt;\">&lt;script&gt;&amp;</p><br/>", markup);
    }

    @Test
    void openElementsAreRefused() {
        MarkupWriter out = new MarkupWriter().open("p");
        assertThrows(IllegalStateException.class, out::finish);
        assertThrows(IllegalStateException.class, () -> out.close().close());
    }

    @Test
    void stylesThatCouldEndTheirElementAreRefused() {
        MarkupWriter out = new MarkupWriter();
        assertThrows(IllegalArgumentException.class, () -> out.style("</style><script>"));
        assertThrows(IllegalArgumentException.class, () -> out.style("a & b"));
    }

    @Test
    void oddAttributesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MarkupWriter().empty("p", "class"));
    }

    @Test
    void lengthsHaveATenthAtMost() {
        assertEquals("12", MarkupWriter.px(12.04));
        assertEquals("12.1", MarkupWriter.px(12.06));
        assertEquals("0", MarkupWriter.px(-0.01));
        assertEquals("-0.5", MarkupWriter.px(-0.5));
    }
}
