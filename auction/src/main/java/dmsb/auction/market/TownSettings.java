package dmsb.auction.market;

import static dmsb.core.setting.SettingType.choice;
import static dmsb.core.setting.SettingType.number;

import dmsb.auction.market.radio.AerialMicro;
import dmsb.auction.market.radio.Antennas;
import dmsb.auction.market.radio.Channel;
import dmsb.auction.market.radio.Channels;
import dmsb.auction.market.radio.CircuitMobility;
import dmsb.auction.market.radio.Radio;
import dmsb.auction.market.radio.UrbanMicro;
import dmsb.auction.market.town.FleetMobility;
import dmsb.auction.market.town.RadioPlan;
import dmsb.auction.market.town.Town;
import dmsb.auction.market.town.TownRadio;
import dmsb.auction.market.town.TraceMobility;
import dmsb.core.setting.Named;
import dmsb.core.setting.PlainText;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingType;
import java.util.List;
import java.util.Map;

/**
 * The keys of a scenario that has places: {@code kind: town}. With {@code kind: table} they mean nothing. In a town the
 * keys {@code channelGainDb} and {@code noiseDbm} mean nothing.
 */
public final class TownSettings {
    private static final String CHOSEN = "chosen";
    private static final String TR_38_901 = "TR 38.901";
    private static final SettingType<String> FILE = PlainText.type("a file or " + Town.SAMPLE);

    /** What the radio of a market is. */
    public enum Kind {
        /** Gains and noise from Table 1, without geometry. */
        TABLE,
        /** Vehicles, sites and a UAV with places, and channel models between them. */
        TOWN
    }

    /** What the radio is. */
    public static final Setting<Kind> KIND = Setting.of(
            "kind",
            choice(List.of(Kind.values())),
            Kind.TABLE,
            "Table 1",
            "what the radio is; with `town` vehicles, sites and the UAV have places, and the keys from `trace` on count");

    /** The traffic. */
    public static final Setting<String> TRACE = Setting.of(
            "trace",
            FILE,
            Town.SAMPLE,
            CHOSEN,
            "SUMO's floating car data, plain or gz; a slot is one of its time steps");

    /** The base stations. */
    public static final Setting<String> SITES = Setting.of(
            "sites", FILE, Town.SAMPLE, CHOSEN, "CSV of sites; columns site, and latitude and longitude or x and y");

    /** The model of the links to base stations. */
    public static final Setting<Named<Channel>> GROUND_CHANNEL =
            channel("groundChannel", UrbanMicro.NAME, TR_38_901, "channel model of the links to base stations");

    /** The model of the link to the UAV. */
    public static final Setting<Named<Channel>> UAV_CHANNEL =
            channel("uavChannel", AerialMicro.NAME, "TR 36.777", "channel model of the link to the UAV");

    /** The carrier frequency. */
    public static final Setting<Double> CARRIER_GHZ =
            Setting.of("carrierGHz", number(0.5, 100), 3.5, CHOSEN, "carrier frequency f", "GHz");

    /** The height of base stations. */
    public static final Setting<Double> STATION_HEIGHT = Setting.of(
            "stationHeight", number(1, 150), 10.0, TR_38_901, "height of a base station's antenna h_BS", "m");

    /** The height of the vehicle's antenna. */
    public static final Setting<Double> VEHICLE_HEIGHT =
            Setting.of("vehicleHeight", number(1, 13), 1.5, TR_38_901, "height of the vehicle's antenna h_UT", "m");

    /** The height of the UAV. */
    public static final Setting<Double> UAV_HEIGHT =
            Setting.of("uavHeight", number(1, 300), 100.0, CHOSEN, "height at which the UAV flies", "m");

    /** The radius of the UAV's circuit. */
    public static final Setting<Double> UAV_RADIUS = Setting.of(
            "uavRadius",
            number(0, 1e5),
            200.0,
            CHOSEN,
            "radius of the UAV's circuit around the middle of the traffic; 0 hovers",
            "m");

    /** The speed of the UAV. */
    public static final Setting<Double> UAV_SPEED =
            Setting.of("uavSpeed", number(0, 1e3), 15.0, CHOSEN, "speed of the UAV on its circuit", "m/s");

    /** The noise figure of providers. */
    public static final Setting<Double> STATION_NOISE_FIGURE_DB = Setting.of(
            "stationNoiseFigureDb", number(0, 50), 5.0, TR_38_901, "noise figure of a provider's receiver", "dB");

    /** The noise figure of the vehicle. */
    public static final Setting<Double> VEHICLE_NOISE_FIGURE_DB = Setting.of(
            "vehicleNoiseFigureDb", number(0, 50), 9.0, TR_38_901, "noise figure of the vehicle's receiver", "dB");

    /** The largest spectral efficiency. */
    public static final Setting<Double> LARGEST_EFFICIENCY = Setting.of(
            "largestEfficiency",
            number(1e-3, 100),
            7.4,
            "256-QAM, TS 38.214",
            "largest spectral efficiency of a link",
            "bit/s/Hz");

    /** The handover margin. */
    public static final Setting<Double> HANDOVER_MARGIN = Setting.of(
            "handoverMargin",
            number(0, 1e5),
            10.0,
            CHOSEN,
            "by how much a site has to be nearer than a candidate to take its place",
            "m");

    /** All keys, in order. */
    static final List<Setting<?>> KEYS = List.of(
            KIND,
            TRACE,
            SITES,
            GROUND_CHANNEL,
            UAV_CHANNEL,
            CARRIER_GHZ,
            STATION_HEIGHT,
            VEHICLE_HEIGHT,
            UAV_HEIGHT,
            UAV_RADIUS,
            UAV_SPEED,
            STATION_NOISE_FIGURE_DB,
            VEHICLE_NOISE_FIGURE_DB,
            LARGEST_EFFICIENCY,
            HANDOVER_MARGIN);

    private TownSettings() {}

    private static Setting<Named<Channel>> channel(String key, String model, String source, String meaning) {
        return Setting.of(key, Channels.type(key), Named.of(model, () -> Channels.named(key, model)), source, meaning);
    }

    /**
     * Whether a scenario has places.
     *
     * @param scenario the scenario
     * @return true if it is a town
     */
    public static boolean isTown(Scenario scenario) {
        return scenario.get(KIND) == Kind.TOWN;
    }

    /**
     * The places of a scenario's town.
     *
     * @param scenario a town
     * @return the town, read from its files
     * @throws IllegalArgumentException if a file is missing, cannot be read, or is malformed
     */
    public static Town town(Scenario scenario) {
        return Town.read(scenario.get(TRACE), scenario.get(SITES));
    }

    /**
     * The hashes of the files that a scenario's market depends on.
     *
     * @param scenario the scenario
     * @return SHA-256 in hexadecimal by key, in order; empty for a table, which depends on no file
     * @throws IllegalArgumentException if a file is missing, cannot be read, or is malformed
     */
    public static Map<String, String> sha256(Scenario scenario) {
        return isTown(scenario) ? Town.sha256(scenario.get(TRACE), scenario.get(SITES)) : Map.of();
    }

    /**
     * Checks that the files and models of a town are there and fit. Of a table there is nothing to check.
     *
     * @param scenario the scenario
     * @throws IllegalArgumentException if they are not; the message is one line
     */
    public static void require(Scenario scenario) {
        if (isTown(scenario)) {
            radio(scenario);
        }
    }

    /** The radio of a scenario's town with one vehicle. */
    static TownRadio radio(Scenario scenario) {
        return radio(scenario, 1, 0);
    }

    /** The radio of one of the vehicles, from 0, whose tasks are sold in the same slots. */
    static TownRadio radio(Scenario scenario, int vehicles, int vehicle) {
        Town town = town(scenario);
        double frequency = scenario.get(CARRIER_GHZ);
        double user = scenario.get(VEHICLE_HEIGHT);
        RadioPlan plan = new RadioPlan(
                scenario.groundStations(),
                scenario.get(GROUND_CHANNEL).make(),
                new Antennas(scenario.get(STATION_HEIGHT), user, frequency),
                scenario.get(UAV_CHANNEL).make(),
                new Antennas(scenario.get(UAV_HEIGHT), user, frequency),
                scenario.get(STATION_NOISE_FIGURE_DB),
                scenario.get(VEHICLE_NOISE_FIGURE_DB),
                scenario.get(LARGEST_EFFICIENCY),
                scenario.get(HANDOVER_MARGIN));
        return new TownRadio(
                town.sites(),
                vehicles == 1
                        ? new TraceMobility(town.traffic())
                        : new FleetMobility(town.traffic(), vehicles, vehicle),
                circuit(scenario, town),
                plan);
    }

    /** The radio of one UAV more for the vehicle of a scenario's town. */
    static Radio furtherUav(Scenario scenario, TownRadio radio) {
        return radio.furtherUav(circuit(scenario, town(scenario)));
    }

    private static CircuitMobility circuit(Scenario scenario, Town town) {
        return new CircuitMobility(
                town.traffic().bounds().middleX(),
                town.traffic().bounds().middleY(),
                scenario.get(UAV_RADIUS),
                scenario.get(UAV_SPEED) * town.traffic().stepSeconds());
    }
}
