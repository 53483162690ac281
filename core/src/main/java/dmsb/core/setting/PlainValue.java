package dmsb.core.setting;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.tensorfile.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** Plain values as text: numbers as the shortest decimals that read back as the same, lists as {@code [20, 40]}. */
final class PlainValue {
    private PlainValue() {}

    /** The text of a value in a model's file. */
    static String exact(Object value) {
        if (value instanceof Double number) {
            return ShortestDecimal.of(number);
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(PlainValue::exact).toList()) + "]";
        }
        return String.valueOf(value);
    }

    /** The text of a value in a message, {@code nothing} if it is empty. */
    static String text(Object value) {
        return Excerpt.of(exact(value));
    }

    /** The value whose text stands in a model's file. */
    static Object parse(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            List<Object> list = new ArrayList<>();
            for (String element : text.substring(1, text.length() - 1).split(",", -1)) {
                list.add(scalar(element.strip()));
            }
            return list;
        }
        return scalar(text);
    }

    private static Object scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return realOrText(text);
        }
    }

    private static Object realOrText(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
