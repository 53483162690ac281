package dmsb.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes pages of Markdown with GitHub's tables. */
final class PageReader {
    private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
    private static final int DEEPEST_SEARCHED = 3;

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final Targets targets;

    /**
     * A reader of pages.
     *
     * @param targets where links lead; learns what has to be copied
     */
    PageReader(Targets targets) {
        this.targets = targets;
    }

    /**
     * The page of a document.
     *
     * @param source the document, from the root of the repository
     * @param markdown its text
     * @return the page
     * @throws IllegalArgumentException if it has no title, or a link that leads to nothing
     */
    SitePage read(String source, String markdown) {
        Node document = parser.parse(markdown);
        Map<Node, Heading> headings = new HashMap<>();
        List<Heading> inOrder = new ArrayList<>();
        Anchors anchors = new Anchors();
        List<Code> mentions = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Heading node) {
                String text = textOf(node);
                Heading heading = new Heading(node.getLevel(), text, anchors.next(text));
                headings.put(node, heading);
                inOrder.add(heading);
                visitChildren(node);
            }

            @Override
            public void visit(Link link) {
                link.setDestination(targets.resolve(source, link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(targets.resolve(source, image.getDestination()));
            }

            @Override
            public void visit(Code code) {
                if (!isWithinLinkOrHeading(code)) {
                    mentions.add(code);
                }
            }
        });
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException(source + ": expected a heading, got none");
        }
        String address = SitePage.addressOf(source);
        for (Code code : mentions) {
            targets.api()
                    .mentioned(code.getLiteral())
                    .ifPresent(type -> linkTo(Addresses.relative(address, type), code));
        }
        Heading first = inOrder.get(0);
        return new SitePage(
                source,
                address,
                first.text(),
                inOrder,
                html(document, headings),
                entries(document, headings, first, address));
    }

    /** The words of a part of the document, without markup and without where its links lead. */
    private static String textOf(Node part) {
        StringBuilder text = new StringBuilder();
        part.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock node) {
                text.append(node.getLiteral()).append(' ');
            }

            @Override
            public void visit(IndentedCodeBlock node) {
                text.append(node.getLiteral()).append(' ');
            }

            @Override
            public void visit(SoftLineBreak node) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak node) {
                text.append(' ');
            }

            @Override
            public void visit(Paragraph node) {
                visitChildren(node);
                text.append(' ');
            }

            @Override
            public void visit(CustomNode tableCell) {
                visitChildren(tableCell);
                text.append(' ');
            }
        });
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static boolean isWithinLinkOrHeading(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Link || above instanceof org.commonmark.node.Heading) {
                return true;
            }
        }
        return false;
    }

    private static void linkTo(String address, Code code) {
        Link link = new Link(address, null);
        code.insertBefore(link);
        link.appendChild(code);
    }

    private static String html(Node document, Map<Node, Heading> headings) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    Heading heading = headings.get(node);
                    if (heading != null) {
                        attributes.put("id", heading.anchor());
                    }
                })
                .build();
        // A wide table scrolls by itself, not with the page.
        return renderer.render(document)
                .replace("<table>", "<div class=\"table\"><table>")
                .replace("</table>", "</table></div>");
    }

    private List<SearchEntry> entries(Node document, Map<Node, Heading> headings, Heading first, String address) {
        List<SearchEntry> entries = new ArrayList<>();
        Heading current = first;
        StringBuilder text = new StringBuilder();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            Heading heading = headings.get(node);
            if (heading == null || heading.level() > DEEPEST_SEARCHED) {
                text.append(textOf(node)).append(' ');
            } else {
                if (!heading.equals(current)) {
                    entries.add(entry(first.text(), current, address, text));
                }
                current = heading;
                text.setLength(0);
            }
        }
        entries.add(entry(first.text(), current, address, text));
        return entries;
    }

    private static SearchEntry entry(String title, Heading heading, String address, StringBuilder text) {
        return new SearchEntry(
                title,
                heading.text(),
                address + "#" + heading.anchor(),
                text.toString().strip());
    }
}
