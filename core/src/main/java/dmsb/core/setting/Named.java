package dmsb.core.setting;

import java.util.function.Supplier;

/**
 * Something that files tell by its name and that code is needed for: a channel model, an observation, a reward. What is
 * compared, printed and written is the name. Immutable.
 *
 * @param <T> what it is
 */
public final class Named<T> {
    private final String name;
    private final Supplier<? extends T> maker;

    private Named(String name, Supplier<? extends T> maker) {
        this.name = name;
        this.maker = maker;
    }

    /**
     * Something by its name.
     *
     * @param name the name, as files have it
     * @param maker makes it, or refuses a name behind which nothing stands by an {@link IllegalArgumentException}
     * @return the named thing
     * @param <T> what it is
     */
    public static <T> Named<T> of(String name, Supplier<? extends T> maker) {
        return new Named<>(name, maker);
    }

    /**
     * The name.
     *
     * @return the name, as files have it
     */
    public String name() {
        return name;
    }

    /**
     * The thing itself.
     *
     * @return what the maker gives: a new one for what has a state, the same for what has none
     * @throws IllegalArgumentException if nothing stands behind the name
     */
    public T make() {
        return maker.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Named<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
