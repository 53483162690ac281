package dmsb.experiments.cli;

import dmsb.auction.evaluation.Sellers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rho as a word of the command line, written as in the name of a rule {@code constant=X}. */
final class RhoText implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            return Sellers.parseRho(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()).replaceFirst("^rho: ", ""));
        }
    }
}
