package dmsb.core.setting;

import java.util.Optional;

/**
 * Texts as values of a setting, such as file names. A text that would be read back from a model's file as something else is
 * refused: a number, a truth value, a list, a control character.
 */
public final class PlainText {
    private static final int LONGEST = 1_000;

    private PlainText() {}

    /**
     * Texts of up to {@value #LONGEST} characters.
     *
     * @param expected what such a text is, for refusals and pages
     * @return the type
     */
    public static SettingType<String> type(String expected) {
        return new SettingType<>(
                expected,
                plain -> plain instanceof String text && isPlain(text) ? Optional.of(text) : Optional.empty(),
                text -> text);
    }

    private static boolean isPlain(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl)
                && text.equals(PlainValue.parse(text));
    }
}
