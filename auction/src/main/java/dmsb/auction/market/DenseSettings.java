package dmsb.auction.market;

import static dmsb.core.setting.SettingType.number;
import static dmsb.core.setting.SettingType.wholeNumber;

import dmsb.core.setting.Setting;
import java.util.List;

/** The keys of a scenario with several tasks and UAVs. With one of each they mean nothing. */
public final class DenseSettings {
    /** The largest number of tasks of a slot, and of UAVs. */
    public static final int MOST = 64;

    private static final String CHOSEN = "chosen";
    private static final String PAPER = "the paper's experiments";

    /** The number of tasks. */
    public static final Setting<Integer> TASKS =
            Setting.of("tasks", wholeNumber(1, MOST), 1, PAPER, "tasks of a slot M, each of a vehicle of its own");

    /** The number of UAVs. */
    public static final Setting<Integer> UAVS =
            Setting.of("uavs", wholeNumber(1, MOST), 1, PAPER, "UAVs U; each works its tasks of a slot off in order");

    /** The battery. */
    public static final Setting<Integer> UAV_TASKS_PER_EPISODE = Setting.of(
            "uavTasksPerEpisode",
            wholeNumber(0, 1 << 30),
            0,
            CHOSEN,
            "battery B: tasks that a UAV can serve in an episode; 0 is no limit",
            "tasks");

    /** The discount of places. */
    public static final Setting<Double> PLACE_DISCOUNT = Setting.of(
            "placeDiscount",
            number(0, 10),
            1.0,
            "equal tasks wait for each other",
            "how fast waiting costs: a task in a UAV's j-th place counts 1 / j^placeDiscount");

    /** All keys, in order. */
    static final List<Setting<?>> KEYS = List.of(TASKS, UAVS, UAV_TASKS_PER_EPISODE, PLACE_DISCOUNT);

    private DenseSettings() {}

    /**
     * The names of the keys.
     *
     * @return the names, in order
     */
    public static List<String> keys() {
        return KEYS.stream().map(Setting::name).toList();
    }

    /**
     * Whether a scenario has one task a slot and one UAV without a battery, which is the market of the paper's experiments.
     *
     * @param scenario the scenario
     * @return true if it is
     */
    public static boolean isOne(Scenario scenario) {
        return scenario.get(TASKS) == 1 && scenario.get(UAVS) == 1 && scenario.get(UAV_TASKS_PER_EPISODE) == 0;
    }

    /**
     * Refuses a scenario that has several tasks or UAVs, or a battery.
     *
     * @param scenario the scenario
     * @throws IllegalArgumentException if it has, naming the key
     */
    public static void requireOne(Scenario scenario) {
        requireDefault(TASKS, scenario);
        requireDefault(UAVS, scenario);
        requireDefault(UAV_TASKS_PER_EPISODE, scenario);
    }

    private static void requireDefault(Setting<Integer> key, Scenario scenario) {
        int value = scenario.get(key);
        if (value != key.standard()) {
            throw key.refusal(
                    key.standard() + " for a market of one task",
                    value + "; several tasks and UAVs are for the commands of docs/dense.md");
        }
    }

    /**
     * The market of one of a scenario's tasks: the same but for the keys of this class.
     *
     * @param scenario the scenario
     * @return the scenario with one task and one UAV
     */
    public static Scenario ofOneTask(Scenario scenario) {
        Scenario one = scenario;
        for (Setting<?> key : KEYS) {
            one = withDefault(one, key);
        }
        return one;
    }

    private static <T> Scenario withDefault(Scenario scenario, Setting<T> key) {
        return scenario.with(key, key.standard());
    }
}
