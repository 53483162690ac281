package dmsb.experiments.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --checkpoint-every}: a number of rounds, or {@code off}, which is 0. */
final class CheckpointInterval implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
        if (value.equals("off")) {
            return 0L;
        }
        if (value.matches("[1-9][0-9]{0,17}")) {
            return Long.valueOf(value);
        }
        throw new TypeConversionException("expected a number of rounds from 1, or off, got " + value);
    }
}
