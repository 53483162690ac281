package dmsb.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCheckTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/index.html"), "<p id=\"here\"><a name='&lt;init&gt;()'></a>");
        Files.writeString(folder.resolve("a b.css"), "");
    }

    private List<String> deadIn(String html) throws IOException {
        Files.writeString(folder.resolve("page.html"), html);
        return LinkCheck.of(folder).dead();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"sub/index.html\">",
                "<a href=\"sub/\">",
                "<a href=\"sub/index.html#here\">",
                "<a href='sub/index.html#%3Cinit%3E()'>",
                "<a href=\"sub/index.html?q=1#here\">",
                "<a id=\"top\" href=\"#top\">",
                "<a href=\"#\">",
                "<link href=\"a%20b.css\">",
                "<a href=\"https://example.org/none\">",
                "<a href=\"mailto:a@example.org\">",
                "<script>x = '<a href=\"none\">';</script>",
                "<!-- <a href=\"none\"> -->",
                "text href=\"none\""
            })
    void aLinkThatLeadsSomewhereIsFine(String html) throws IOException {
        assertEquals(List.of(), deadIn(html));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"none.html\">",
                "<a href=\"sub/none\">",
                "<a href=\"sub/index.html#none\">",
                "<a href=\"#none\">",
                "<a class=\"x\" href=\"none\">",
                "<a\nhref='none'>",
                "<img src=\"none.png\">",
                "<script src=\"none.js\"></script>",
                "<script src=\"none.js\">x = 1;</script>",
                "<a href=\"../page.html\">"
            })
    void aLinkThatLeadsNowhereIsFound(String html) throws IOException {
        assertEquals(1, deadIn(html).size(), html);
    }

    @Test
    void deadLinksAreNamedByPageAndLink() throws IOException {
        Files.writeString(
                folder.resolve("page.html"), "<a href=\"sub/index.html#none\"><img src=\"no.png\"><a href=\"sub/\">");
        LinkCheck check = LinkCheck.of(folder);
        assertEquals(3, check.count());
        assertEquals(
                List.of(
                        "page.html: 'sub/index.html#none': expected an id 'none' in sub/index.html, got none",
                        "page.html: 'no.png': expected a file of the site, got none"),
                check.dead());
        assertThrows(IllegalStateException.class, () -> LinkCheck.main(new String[] {folder.toString()}));
    }
}
