package dmsb.auction.market.town;

import dmsb.auction.market.radio.Antennas;
import dmsb.auction.market.radio.Channel;
import dmsb.core.argument.Require;

/**
 * What the radio of a town needs beside the places.
 *
 * @param groundStations the number of candidates of a vehicle, N, at least 1
 * @param groundChannel the model of the links to base stations
 * @param ground their heights and frequency
 * @param uavChannel the model of the link to the UAV
 * @param uav its heights and frequency
 * @param stationNoiseFigureDb the noise figure of a provider's receiver in dB, finite
 * @param vehicleNoiseFigureDb the noise figure of the vehicle's receiver in dB, finite
 * @param largestEfficiency the largest spectral efficiency in bit/s/Hz, positive
 * @param handoverMargin by how much a site has to be nearer than a candidate to take its place, in m, at least 0
 */
public record RadioPlan(
        int groundStations,
        Channel groundChannel,
        Antennas ground,
        Channel uavChannel,
        Antennas uav,
        double stationNoiseFigureDb,
        double vehicleNoiseFigureDb,
        double largestEfficiency,
        double handoverMargin) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public RadioPlan {
        Require.atLeast("groundStations", groundStations, 1);
        Require.finite("stationNoiseFigureDb", stationNoiseFigureDb);
        Require.finite("vehicleNoiseFigureDb", vehicleNoiseFigureDb);
        Require.positive("largestEfficiency", largestEfficiency);
        Require.notNegative("handoverMargin", handoverMargin);
    }
}
