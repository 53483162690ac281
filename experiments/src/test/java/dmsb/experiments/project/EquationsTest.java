package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/equations.md leads from every equation of the paper to a member whose javadoc names it. */
class EquationsTest {
    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\(\\w+\\)|Algorithm 1) \\| [^|]+ \\| \\[`([\\w.]+)`]\\[(\\w+)] \\|$");
    private static final Pattern ORDER_STATISTIC = Pattern.compile("\\b[a-zA-Z]_\\(\\d\\)");

    /** A row of the table: a label such as (14), a member such as TopBids.groundWins, the file that the link leads to. */
    record Row(String label, String member, Path file) {
        /** What the member's javadoc has to contain. */
        String citation() {
            return label.startsWith("(") ? "eq. " + label : label;
        }
    }

    static List<Row> rows() throws IOException {
        String page = Files.readString(DOCS.resolve("equations.md"));
        List<Row> rows = new ArrayList<>();
        for (String line : page.split("\\R", -1)) {
            if (line.startsWith("| (") || line.startsWith("| Algorithm")) {
                Matcher row = ROW.matcher(line);
                assertTrue(row.matches(), line);
                Matcher target = Pattern.compile("^\\[" + row.group(3) + "]: (\\S+)$", Pattern.MULTILINE)
                        .matcher(page);
                assertTrue(target.find(), row.group(3) + " has no link");
                rows.add(new Row(
                        row.group(1),
                        row.group(2),
                        DOCS.resolve(target.group(1)).normalize()));
            }
        }
        return rows;
    }

    @Test
    void everyEquationOfThePaperIsListed() throws IOException {
        Set<String> expected = new TreeSet<>(List.of("Algorithm 1", "(12a)", "(12b)", "(12c)", "(12d)", "(12e)"));
        for (int n = 1; n <= 22; n++) {
            if (n != 12) {
                expected.add("(" + n + ")");
            }
        }
        Set<String> listed = new TreeSet<>();
        rows().forEach(row -> listed.add(row.label()));
        assertEquals(expected, listed);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theMemberExistsAndItsJavadocNamesTheEquation(Row row) throws IOException {
        assertTrue(Files.exists(row.file()), row.toString());
        List<String> comments = commentsOf(row.file(), row.member());
        assertTrue(!comments.isEmpty(), row.member() + " is not in " + row.file());
        assertTrue(
                comments.stream().anyMatch(comment -> comment.contains(row.citation())),
                row.member() + ": expected \"" + row.citation() + "\" in " + comments);
    }

    @Test
    void orderStatisticsAreNotWrittenLikeEquationNumbers() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.main()) {
            Matcher matcher = ORDER_STATISTIC.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }

    /** The javadoc, on one line, of all members of a file with the given name; "" where there is none. */
    private static List<String> commentsOf(Path file, String member) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> comments = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new TreePathScanner<Void, String>() {
                    @Override
                    public Void visitClass(ClassTree type, String owner) {
                        String name =
                                owner.isEmpty() ? type.getSimpleName().toString() : owner + "." + type.getSimpleName();
                        compare(name);
                        return super.visitClass(type, name);
                    }

                    @Override
                    public Void visitMethod(MethodTree method, String owner) {
                        compare(owner + "." + method.getName());
                        return null;
                    }

                    @Override
                    public Void visitVariable(VariableTree field, String owner) {
                        compare(owner + "." + field.getName());
                        return null;
                    }

                    private void compare(String name) {
                        if (name.equals(member)) {
                            String comment = docs.getDocComment(getCurrentPath());
                            comments.add(comment == null ? "" : comment.replaceAll("\\s+", " "));
                        }
                    }
                }.scan(unit, "");
            }
        }
        return comments;
    }
}
