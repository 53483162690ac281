package dmsb.auction.market.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.TownSettings;
import dmsb.auction.market.radio.AerialMicro;
import dmsb.auction.market.radio.Antennas;
import dmsb.auction.market.radio.CircuitMobility;
import dmsb.auction.market.radio.MovingLink;
import dmsb.auction.market.radio.Radio;
import dmsb.auction.market.radio.UrbanMicro;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class FurtherTownUavTest {
    private static final Antennas AERIAL = new Antennas(100, 1.5, 3.5);

    /** A link moved by hand over the ways of the vehicle and of the UAV; another vehicle has another one. */
    @Test
    void itsGainIsThatOfAMovingLinkBetweenVehicleAndUav() {
        Town town = TownSettings.town(Scenario.preset("town"));
        RadioPlan plan = new RadioPlan(
                3, new UrbanMicro(), new Antennas(10, 1.5, 3.5), new AerialMicro(), AERIAL, 5, 9, 7.4, 10);
        TownRadio radio =
                new TownRadio(town.sites(), new TraceMobility(town.traffic()), new CircuitMobility(0, 0, 9, 9), plan);
        Radio further = radio.furtherUav(new CircuitMobility(350, 300, 200, 15));
        CircuitMobility circuit = new CircuitMobility(350, 300, 200, 15);
        MovingLink link = new MovingLink(new AerialMicro(), AERIAL);
        SeedTree common = SeedTree.of(1);
        SeedTree own = SeedTree.of(2);
        TraceMobility vehicle = new TraceMobility(town.traffic());
        vehicle.reset(SeedTree.of(3));
        radio.reset(SeedTree.of(3));
        further.reset(common, own);
        circuit.reset(common);
        int vehicles = 0;
        double x = vehicle.x();
        double y = vehicle.y();
        double uavX = circuit.x();
        double uavY = circuit.y();
        for (int t = 0; t < 500; t++) {
            double distance = Math.hypot(vehicle.x() - circuit.x(), vehicle.y() - circuit.y());
            if (t == 0 || vehicle.changed()) {
                link.reset(own.child("links").child(vehicles++).stream(), distance);
            } else {
                double way = Math.hypot(vehicle.x() - x, vehicle.y() - y)
                        + Math.hypot(circuit.x() - uavX, circuit.y() - uavY);
                link.move(way, distance);
            }
            double gain = StrictMath.pow(10, -link.lossDb() / 10);
            assertEquals(gain, further.gain(0), 1e-9 * gain); // hypot and pow round otherwise
            x = vehicle.x();
            y = vehicle.y();
            uavX = circuit.x();
            uavY = circuit.y();
            vehicle.advance();
            circuit.advance();
            radio.advance(SeedTree.of(4).stream());
            further.advance(SeedTree.of(4).stream());
        }
        assertTrue(vehicles > 2, vehicles + " vehicles");
    }
}
