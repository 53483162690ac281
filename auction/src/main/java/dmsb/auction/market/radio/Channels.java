package dmsb.auction.market.radio;

import dmsb.core.setting.Named;
import dmsb.core.setting.PlainText;
import dmsb.core.setting.SettingType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channel models that a scenario can name. */
public final class Channels {
    private static final Map<String, Channel> ALL = byName(
            new UrbanMicro(),
            new UrbanMacro(),
            new AerialMicro(),
            AirToGround.suburban(),
            AirToGround.urban(),
            AirToGround.dense(),
            AirToGround.highRise(),
            new FreeSpace());

    private Channels() {}

    private static Map<String, Channel> byName(Channel... channels) {
        Map<String, Channel> byName = new LinkedHashMap<>();
        for (Channel channel : channels) {
            byName.put(channel.name(), channel);
        }
        return Collections.unmodifiableMap(byName);
    }

    /**
     * All models.
     *
     * @return the models by name, not to be modified
     */
    public static Map<String, Channel> all() {
        return ALL;
    }

    /**
     * The type of a key that names a model. A name of no model is refused when a market is made, not when it is read: a program
     * that has a model of its own puts it in its place until then.
     *
     * @param key the key, for complaints
     * @return the type
     */
    public static SettingType<Named<Channel>> type(String key) {
        SettingType<String> names = PlainText.type("the name of a channel model");
        return new SettingType<>(
                names.expected(),
                plain -> names.read(plain).map(name -> Named.of(name, () -> named(key, name))),
                Named::name);
    }

    /**
     * A model.
     *
     * @param key the key that names it, for complaints
     * @param name its name
     * @return the model
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Channel named(String key, String name) {
        Channel channel = ALL.get(name);
        if (channel == null) {
            throw new IllegalArgumentException(
                    key + ": expected one of " + String.join(", ", ALL.keySet()) + ", got " + name);
        }
        return channel;
    }
}
