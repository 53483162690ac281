package dmsb.experiments.run;

import dmsb.core.random.RandomStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Compares everything that can be reached from two objects, field by field and bit by bit, and tells the first ways that lead to
 * a difference. It knows no list of fields, so it sees those that are added later.
 */
final class StateGraph {
    private static final int MOST = 10;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> differences = new ArrayList<>();

    private StateGraph() {}

    /** The ways to what differs, none if nothing does. */
    static List<String> differences(Object first, Object second) {
        StateGraph graph = new StateGraph();
        graph.compare("", first, second);
        return graph.differences;
    }

    private void compare(String path, @Nullable Object first, @Nullable Object second) {
        if (first == second || differences.size() == MOST) {
            return;
        }
        if (first == null || second == null || first.getClass() != second.getClass()) {
            differences.add(path + ": " + first + " and " + second);
            return;
        }
        if (!seen.add(first)) {
            return;
        }
        if (first instanceof RandomStream stream) {
            report(path, stream.samePosition((RandomStream) second), "a stream", "another position");
        } else if (first.getClass().isArray()) {
            compareArrays(path, first, second);
        } else if (first instanceof List<?> list) {
            compareElements(path, list, (List<?>) second);
        } else if (first instanceof ArrayDeque<?> deque) {
            compareElements(path, List.copyOf(deque), List.copyOf((ArrayDeque<?>) second));
        } else if (first instanceof Map<?, ?> map) {
            compareElements(path, List.copyOf(map.values()), List.copyOf(((Map<?, ?>) second).values()));
        } else if (first instanceof Optional<?> optional) {
            compare(path, optional.orElse(null), ((Optional<?>) second).orElse(null));
        } else if (first.getClass().getName().startsWith("java.")) {
            compareValues(path, first, second);
        } else {
            compareFields(path, first, second);
        }
    }

    private void report(String path, boolean same, Object first, Object second) {
        if (!same) {
            differences.add(path + ": " + first + " and " + second);
        }
    }

    private void compareArrays(String path, Object first, Object second) {
        if (first instanceof Object[] objects) {
            compareElements(path, Arrays.asList(objects), Arrays.asList((Object[]) second));
            return;
        }
        int length = Array.getLength(first);
        report(path + ".length", length == Array.getLength(second), length, Array.getLength(second));
        for (int i = 0; i < Math.min(length, Array.getLength(second)) && differences.size() < MOST; i++) {
            // Boxed numbers are equal iff their bits are, up to the bits of a NaN.
            Object a = Array.get(first, i);
            Object b = Array.get(second, i);
            report(path + "[" + i + "]", a.equals(b), a, b);
        }
    }

    private void compareElements(String path, List<?> first, List<?> second) {
        report(path + ".size", first.size() == second.size(), first.size(), second.size());
        Iterator<?> others = second.iterator();
        int i = 0;
        for (Object element : first) {
            if (others.hasNext()) {
                compare(path + "[" + i++ + "]", element, others.next());
            }
        }
    }

    private void compareValues(String path, Object first, Object second) {
        if (first instanceof StringBuilder) {
            report(path, first.toString().contentEquals((StringBuilder) second), first, second);
        } else if (first instanceof Number || first instanceof String || first instanceof Boolean) {
            report(path, first.equals(second), first, second);
        } else if (first instanceof ReentrantLock lock) {
            report(path, lock.isLocked() == ((ReentrantLock) second).isLocked(), first, second);
        } else {
            throw new IllegalStateException(path + ": no comparison for " + first.getClass());
        }
    }

    private void compareFields(String path, Object first, Object second) {
        for (Class<?> type = first.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    try {
                        compare(path + "." + field.getName(), field.get(first), field.get(second));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }
}
