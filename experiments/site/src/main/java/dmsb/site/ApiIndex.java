package dmsb.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types that the javadoc has a page for. */
final class ApiIndex {
    /** Where the javadoc is in the site. */
    static final String FOLDER = "api/";

    private static final Pattern TYPE = Pattern.compile("(?:\\w+/)+(?<name>[A-Z]\\w*)\\.html");
    private static final Pattern MENTION = Pattern.compile("(?<name>[A-Z]\\w*)(?:\\.[a-z]\\w*(?:\\(\\))?)?");
    private static final Pattern SOURCE = Pattern.compile("[\\w-]+/src/main/java/(?<type>.*)\\.java");

    private final Set<String> pages;
    private final Map<String, String> byName = new TreeMap<>();

    private ApiIndex(Set<String> pages) {
        this.pages = pages;
        Set<String> ambiguous = new HashSet<>();
        for (String page : pages) {
            Matcher type = TYPE.matcher(page);
            if (type.matches() && byName.put(type.group("name"), FOLDER + page) != null) {
                ambiguous.add(type.group("name"));
            }
        }
        byName.keySet().removeAll(ambiguous);
    }

    /**
     * The types of a folder that javadoc wrote.
     *
     * @param folder the folder
     * @return the index
     * @throws IOException if the folder cannot be read
     */
    static ApiIndex of(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> pages = files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
            return new ApiIndex(Set.copyOf(pages));
        }
    }

    /**
     * The page of a type that a document names.
     *
     * @param code what stands between backticks: {@code Round} or {@code Round.clear}
     * @return the address, if it is the name of exactly one type with a page
     */
    Optional<String> mentioned(String code) {
        Matcher mention = MENTION.matcher(code);
        return mention.matches() ? Optional.ofNullable(byName.get(mention.group("name"))) : Optional.empty();
    }

    /**
     * The page of a type by its source.
     *
     * @param source a file of the repository
     * @return the address, if the file is the source of a type with a page
     */
    Optional<String> pageOf(String source) {
        Matcher matcher = SOURCE.matcher(source);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String page = matcher.group("type") + ".html";
        return pages.contains(page) ? Optional.of(FOLDER + page) : Optional.empty();
    }
}
