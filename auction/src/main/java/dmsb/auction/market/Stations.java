package dmsb.auction.market;

import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import dmsb.core.setting.SettingType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many ground base stations a market has: one number N, or a range from which each episode draws its own.
 *
 * @param fewest the smallest number, at least 1
 * @param most the largest number, at least {@code fewest}; a market has as many places for stations
 */
public record Stations(int fewest, int most) {
    private static final String BRANCH = "stations";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are none, or the smallest number is above the largest
     */
    public Stations {
        Require.atLeast("groundStations", fewest, 1);
        if (fewest > most) {
            throw Require.refusal("groundStations", "a smallest number not above the largest", text(fewest, most));
        }
    }

    /**
     * One number of stations in every episode.
     *
     * @param number N, at least 1
     * @return the number
     * @throws IllegalArgumentException if it is below 1
     */
    public static Stations of(int number) {
        return new Stations(number, number);
    }

    /** Numbers and ranges as values of a setting: a whole number, or a list of two. */
    static SettingType<Stations> type(int largest) {
        SettingType<Integer> number = SettingType.wholeNumber(1, largest);
        return new SettingType<>(
                number.expected() + ", or a range [low, high] of such numbers, low not above high",
                plain -> plain instanceof List<?> ends
                        ? range(number, ends)
                        : number.read(plain).map(Stations::of),
                stations -> stations.vary() ? List.of(stations.fewest(), stations.most()) : stations.most());
    }

    private static Optional<Stations> range(SettingType<Integer> number, List<?> ends) {
        return ends.size() != 2
                ? Optional.empty()
                : number.read(ends.get(0))
                        .flatMap(low -> number.read(ends.get(1))
                                .filter(high -> low <= high)
                                .map(high -> new Stations(low, high)));
    }

    /**
     * Whether episodes may differ in their number of stations.
     *
     * @return false if it is one number
     */
    public boolean vary() {
        return fewest < most;
    }

    /**
     * Whether a number is one of these.
     *
     * @param number the number
     * @return true from {@code fewest} to {@code most}
     */
    public boolean contains(int number) {
        return number >= fewest && number <= most;
    }

    /**
     * How many numbers there are.
     *
     * @return 1 for one number
     */
    public int count() {
        return most - fewest + 1;
    }

    /**
     * The markets of each number of stations by itself.
     *
     * @param scenario the market
     * @return a scenario for each number, rising; the scenario itself where it has one number
     */
    public static List<Scenario> each(Scenario scenario) {
        Stations stations = scenario.stations();
        return IntStream.rangeClosed(stations.fewest(), stations.most())
                .mapToObj(number -> scenario.with(Scenario.GROUND_STATIONS, of(number)))
                .toList();
    }

    /**
     * The number of stations of an episode, drawn uniformly from a branch of the episode's own seeds. Nothing is drawn of one
     * number.
     *
     * @param episode the source of the episode's randomness
     * @return N of the episode
     */
    public int draw(SeedTree episode) {
        return vary() ? fewest + episode.child(BRANCH).stream().nextInt(count()) : most;
    }

    /**
     * Refuses a range where one number is needed.
     *
     * @param scenario the market
     * @param why what needs one number
     * @throws IllegalArgumentException if the market has a range of numbers
     */
    public static void requireOne(Scenario scenario, String why) {
        scenario.stations().requireOne(why);
    }

    /**
     * Refuses a range where one number is needed.
     *
     * @param why what needs one number
     * @throws IllegalArgumentException if this is a range
     */
    public void requireOne(String why) {
        if (vary()) {
            throw Require.refusal("groundStations", "one whole number with " + why, toString());
        }
    }

    /**
     * Refuses a range in a market whose stations share something or have places.
     *
     * @param scenario the market
     * @throws IllegalArgumentException if it has a range, and a shared spectrum or a town
     */
    public static void requireFree(Scenario scenario) {
        if (scenario.sharedSpectrum()) {
            requireOne(scenario, "sharedSpectrum true");
        } else if (TownSettings.isTown(scenario)) {
            requireOne(scenario, "kind town");
        }
    }

    /**
     * The number, or the range, as a scenario has it.
     *
     * @return for example {@code 3} or {@code [3, 9]}
     */
    @Override
    public String toString() {
        return vary() ? text(fewest, most) : String.valueOf(most);
    }

    private static String text(int low, int high) {
        return "[" + low + ", " + high + "]";
    }
}
