package dmsb.auction.market.radio;

import java.util.LinkedHashMap;
import java.util.Map;

/** The channel models that a scenario can name. */
public final class Channels {
    private Channels() {}

    /**
     * All models.
     *
     * @return the models by name
     */
    public static Map<String, Channel> all() {
        Map<String, Channel> all = new LinkedHashMap<>();
        for (Channel channel : new Channel[] {
            new UrbanMicro(),
            new UrbanMacro(),
            new AerialMicro(),
            AirToGround.suburban(),
            AirToGround.urban(),
            AirToGround.dense(),
            AirToGround.highRise(),
            new FreeSpace()
        }) {
            all.put(channel.name(), channel);
        }
        return all;
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
        Map<String, Channel> all = all();
        Channel channel = all.get(name);
        if (channel == null) {
            throw new IllegalArgumentException(
                    key + ": expected one of " + String.join(", ", all.keySet()) + ", got " + name);
        }
        return channel;
    }
}
