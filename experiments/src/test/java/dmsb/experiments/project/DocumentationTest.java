package dmsb.experiments.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * All that is public or protected is documented: every type, every method with all its parameters and its result, every
 * component of a record. Constructors of records are exempt, as the components are documented at the record.
 */
class DocumentationTest {
    @Test
    void nothingPublicIsUndocumented() throws IOException {
        List<Path> sources = Sources.main();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> missing = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(docs, missing).scan(unit, null);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> missing;

        Scanner(DocTrees docs, List<String> missing) {
            this.docs = docs;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!isOpen(type.getModifiers().getFlags()) && !inInterface()) {
                return null;
            }
            Set<String> documented = params();
            if (docs.getDocCommentTree(getCurrentPath()) == null) {
                report(type.getSimpleName().toString());
            } else if (type.getKind() == Tree.Kind.RECORD) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC)
                            && !documented.contains(field.getName().toString())) {
                        report(type.getSimpleName() + " @param " + field.getName());
                    }
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean constructor = method.getReturnType() == null;
            boolean exempt = (constructor && owner.getKind() == Tree.Kind.RECORD)
                    || method.getModifiers().getAnnotations().stream()
                            .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            if (exempt || !(isOpen(method.getModifiers().getFlags()) || owner.getKind() == Tree.Kind.INTERFACE)) {
                return null;
            }
            String name = owner.getSimpleName() + "." + method.getName();
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                report(name);
                return null;
            }
            Set<String> documented = params();
            for (VariableTree parameter : method.getParameters()) {
                if (!documented.contains(parameter.getName().toString())) {
                    report(name + " @param " + parameter.getName());
                }
            }
            boolean returns = !constructor && !method.getReturnType().toString().equals("void");
            if (returns
                    && Stream.concat(comment.getFullBody().stream(), comment.getBlockTags().stream())
                            .noneMatch(tag -> tag.getKind() == DocTree.Kind.RETURN)) {
                report(name + " @return");
            }
            return null;
        }

        private Set<String> params() {
            Set<String> names = new HashSet<>();
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                for (DocTree tag : comment.getBlockTags()) {
                    if (tag instanceof ParamTree param) {
                        names.add(param.getName().toString());
                    }
                }
            }
            return names;
        }

        private boolean inInterface() {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                    && owner.getKind() == Tree.Kind.INTERFACE;
        }

        private static boolean isOpen(Set<Modifier> flags) {
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private void report(String what) {
            missing.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + what);
        }
    }
}
