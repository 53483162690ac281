package dmsb.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageReaderTest {
    @TempDir
    private Path folder;

    private Repository repository;

    @BeforeEach
    void create() {
        repository = new Repository(folder)
                .file("examples/study.yaml", "seeds: [1]")
                .file("examples/run-all", "#!/bin/sh")
                .file("docs/data/table.csv", "a,b")
                .file("docs/figure.svg", "<svg/>");
    }

    @ParameterizedTest
    @CsvSource({
        "guide.md,                                         guide.html",
        "guide.md#first-steps,                             guide.html#first-steps",
        "../README.md,                                     ../index.html",
        "results,                                          ../docs/results/index.html",
        "data/,                                            ../docs/data/index.html",
        "data/table.csv,                                   ../docs/data/table.csv",
        "figure.svg,                                       ../docs/figure.svg",
        "../examples/study.yaml,                           ../examples/study.yaml.html",
        "../examples/run-all,                              ../examples/run-all.html",
        "../auction/src/main/java/dmsb/auction/Auctioneer.java, ../api/dmsb/auction/Auctioneer.html",
        "#below,                                           #below",
        "https://example.org/a.md,                         https://example.org/a.md"
    })
    void linksLeadToPagesCopiesAndJavadoc(String link, String expected) throws IOException {
        String html = repository.page("# Title\n\n[x](" + link + ")\n").html();
        String href = html.replaceAll("(?s).*href=\"([^\"]*)\".*", "$1");
        assertEquals(
                Path.of("docs").resolve(expected.replaceFirst("#.*", "")).normalize(),
                Path.of("docs").resolve(href.replaceFirst("#.*", "")).normalize());
        assertEquals(expected.replaceFirst("[^#]*", ""), href.replaceFirst("[^#]*", ""));
    }

    @ParameterizedTest
    @CsvSource({"nowhere.md", "../../outside.md", "guide.txt"})
    void aLinkToNothingIsRefusedByDocumentAndLink(String link) {
        String complaint = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> repository.page("# Title\n\n[x](" + link + ")\n"))
                        .getMessage());
        assertEquals("docs/page.md: link '" + link + "': expected a file of the repository, got none", complaint);
    }

    @Test
    void aTableBecomesATableThatScrollsByItself() throws IOException {
        String html = repository
                .page("# T\n\n| a | b \\| c |\n| --- | --: |\n| 1 | 2 |\n")
                .html();
        assertTrue(html.contains("<div class=\"table\"><table>"), html);
        assertTrue(html.contains("<th align=\"right\">b | c</th>"), html);
        assertTrue(html.contains("<td align=\"right\">2</td>"), html);
        assertTrue(html.contains("</table></div>"), html);
    }

    @Test
    void headingsHaveAnchors() throws IOException {
        SitePage page = repository.page("# `dmsb` in a page\n\n## Speed\n\n## Speed\n");
        assertEquals("dmsb in a page", page.title());
        assertEquals(
                List.of(
                        new Heading(1, "dmsb in a page", "dmsb-in-a-page"),
                        new Heading(2, "Speed", "speed"),
                        new Heading(2, "Speed", "speed-1")),
                page.headings());
        assertTrue(page.html().contains("<h2 id=\"speed-1\">Speed</h2>"), page.html());
    }

    @Test
    void aTypeBetweenBackticksIsALinkToItsJavadoc() throws IOException {
        String link = "<a href=\"../api/dmsb/auction/Auctioneer.html\"><code>Auctioneer";
        assertTrue(repository.page("# T\n\nAn `Auctioneer`.\n").html().contains(link + "</code></a>"));
        assertTrue(repository.page("# T\n\n`Auctioneer.announce`\n").html().contains(link + ".announce</code></a>"));
        assertTrue(repository.page("# T\n\n`Nobody`\n").html().contains("<p><code>Nobody</code></p>"));
        assertTrue(repository
                .page("# T\n\n[`Auctioneer`](guide.md)\n")
                .html()
                .contains("<a href=\"../docs/guide.html\"><code>"));
        assertTrue(repository.page("# T\n\n    Auctioneer\n").html().contains("<pre><code>Auctioneer"));
    }

    @Test
    void theSearchFindsEveryPartOfAPage() throws IOException {
        SitePage page =
                repository.page("# Title\n\nIntroduction.\n\n## Part *one*\n\n| a | b |\n| - | - |\n| 1 | `x` |\n");
        assertEquals(
                List.of("docs/page.html#title", "docs/page.html#part-one"),
                page.entries().stream().map(SearchEntry::address).toList());
        assertEquals("Introduction.", page.entries().get(0).text());
        assertEquals("Part one", page.entries().get(1).heading());
        assertEquals("a b 1 x", page.entries().get(1).text());
        String script = SearchIndex.script(List.of(page));
        assertTrue(
                script.startsWith(
                        "searchIndex = [\n[\"Title\",\"Title\",\"docs/page.html#title\",\"Introduction.\"],\n"),
                script);
    }

    @Test
    void theSearchFindsWordsAndNotWhereLinksLead() throws IOException {
        SitePage page =
                repository.page("# T\n\nAn `Auctioneer` and\n[a guide](guide.md).\n\n- item\n\n```\ncode\n```\n");
        assertEquals(
                "An Auctioneer and a guide. item code", page.entries().get(0).text());
    }

    @Test
    void aDocumentWithoutAHeadingIsRefused() {
        String complaint = String.valueOf(assertThrows(IllegalArgumentException.class, () -> repository.page("Text."))
                .getMessage());
        assertEquals("docs/page.md: expected a heading, got none", complaint);
    }
}
