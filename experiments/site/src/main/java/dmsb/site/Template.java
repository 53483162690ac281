package dmsb.site;

import java.util.List;

/** What surrounds every page: header with search, menu, style. */
final class Template {
    private static final String SITE = "DMSB";

    private final Navigation navigation;

    /**
     * A template.
     *
     * @param navigation the menu
     */
    Template(Navigation navigation) {
        this.navigation = navigation;
    }

    /** The whole HTML of a page. */
    String of(SitePage page) {
        return whole(page.address(), page.title(), page.html());
    }

    /**
     * A whole page.
     *
     * @param address the page
     * @param title its title, without markup
     * @param html its contents
     * @return the text of the file
     */
    String whole(String address, String title, String html) {
        String root = Addresses.rootOf(address);
        return """
                <!DOCTYPE html>
                <html lang="en" data-root="%1$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%2$s</title>
                <link rel="stylesheet" href="%1$ssite.css">
                <script src="%1$ssite.js" defer></script>
                </head>
                <body>
                <header>
                <label for="menu" title="Menu">&#9776;</label>
                <a class="home" href="%1$sindex.html">%3$s</a>
                <input id="search" type="search" placeholder="Search documents and API" aria-label="Search" autocomplete="off">
                <a href="%1$sapi/index.html">API</a>
                </header>
                <div id="results" hidden></div>
                <div class="columns">
                <input id="menu" type="checkbox" aria-label="Menu">
                <nav>
                %4$s</nav>
                <main>
                %5$s</main>
                </div>
                </body>
                </html>
                """.formatted(
                        root, Html.escape(title.equals(SITE) ? SITE : title + " - " + SITE), SITE, menu(address), html);
    }

    private String menu(String address) {
        StringBuilder menu = new StringBuilder();
        navigation.groups().forEach((name, pages) -> {
            menu.append("<h2>").append(Html.escape(name)).append("</h2>\n<ul>\n");
            for (SitePage page : pages) {
                boolean current = page.address().equals(address);
                menu.append("<li><a href=\"")
                        .append(Addresses.relative(address, page.address()))
                        .append(current ? "\" aria-current=\"page\">" : "\">")
                        .append(Html.escape(page.title()))
                        .append("</a>")
                        .append(current ? sections(page.headings()) : "")
                        .append("</li>\n");
            }
            menu.append("</ul>\n");
        });
        return menu.toString();
    }

    private static String sections(List<Heading> headings) {
        StringBuilder sections = new StringBuilder();
        for (Heading heading : headings) {
            if (heading.level() == 2) {
                sections.append("<li><a href=\"#")
                        .append(heading.anchor())
                        .append("\">")
                        .append(Html.escape(heading.text()))
                        .append("</a></li>\n");
            }
        }
        return sections.isEmpty() ? "" : "\n<ul>\n" + sections + "</ul>\n";
    }
}
