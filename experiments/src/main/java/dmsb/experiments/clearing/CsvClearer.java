package dmsb.experiments.clearing;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.NumberParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clears blocks of CSV. Numbers are read out of FastCSV's buffer and written into the block's output: a row allocates the text
 * of its price, and of its rho if that is another one than the row's before, and nothing else.
 */
final class CsvClearer implements BlockClearer {
    private static final String BAD_QUOTES = "expected quotes around whole fields, got text after a closing quote";

    private final ClearingColumns columns;
    private final RowPricing pricing;
    private final boolean skipBadRows;
    private double lastRho = Double.NaN;
    private byte[] rowEnd = {};

    CsvClearer(ClearingColumns columns, RowPricing pricing, boolean skipBadRows) {
        this.columns = columns;
        this.pricing = pricing;
        this.skipBadRows = skipBadRows;
    }

    private byte[] rowEnd(double rho) {
        if (rho != lastRho) {
            lastRho = rho;
            rowEnd = ("," + Decimal.shortest(rho) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        }
        return rowEnd;
    }

    /** The header of what is written. */
    static byte[] header(ClearingColumns columns) {
        return ((columns.hasId() ? "id" : "line") + ",winner,price,rho\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The columns by the header in a block, null if there is no record. */
    static @Nullable ClearingColumns columns(Block block) {
        HeaderHandler handler = new HeaderHandler();
        try {
            Iterator<Boolean> records = reader(handler, new LatinReader(block.input, 0, block.length))
                    .iterator();
            while (records.hasNext()) {
                if (records.next()) {
                    return new ClearingColumns(handler.names, block.firstLine + handler.line - 1);
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw new UsageException("line " + block.firstLine + ": " + BAD_QUOTES, e);
        }
    }

    private static <T> CsvReader<T> reader(AbstractBaseCsvCallbackHandler<T> handler, LatinReader text) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .maxBufferSize(Clearing.BLOCK_BYTES + 1)
                .build(handler, text);
    }

    @Override
    public void clear(Block block) {
        RowHandler handler = new RowHandler(block);
        int start = 0;
        while (start < block.length) {
            try (CsvReader<Boolean> csv = reader(handler, new LatinReader(block.input, start, block.length))) {
                for (boolean goOn : csv) {
                    if (!goOn) {
                        return;
                    }
                }
                return;
            } catch (CsvParseException e) {
                if (e.getCause() != null) {
                    throw e; // not the parser's: something of ours went wrong in a callback
                }
                block.addBadRow(handler.line(), BAD_QUOTES);
                if (!skipBadRows) {
                    return;
                }
                int lines = handler.linesToEndOfRecordStart();
                start = afterLines(block, start, lines);
                handler.goOnAfter(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // there is no stream behind it that could fail
            }
        }
    }

    /** Where the text goes on after a number of lines, which end as FastCSV sees it: LF, CR LF or CR. */
    private static int afterLines(Block block, int start, int lines) {
        int left = lines;
        int i = start;
        while (i < block.length && left > 0) {
            boolean crLf = block.input[i] == '\r' && i + 1 < block.length && block.input[i + 1] == '\n';
            left -= block.input[i] == '\n' || (block.input[i] == '\r' && !crLf) ? 1 : 0;
            i++;
        }
        return i;
    }

    private static final class HeaderHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final List<String> names = new ArrayList<>();
        private long line;
        private boolean blank;

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
            blank = false;
        }

        @Override
        protected void handleEmpty() {
            blank = true;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            names.add(new String(buffer, offset, length));
        }

        @Override
        protected Boolean buildRecord() {
            return !blank;
        }
    }

    private final class RowHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final Block block;
        private final int[] meanings = columns.meanings();
        private final double[] bids = new double[columns.bids()];
        private char[] id = new char[64];
        private int idLength;
        private double contract;
        private boolean header;
        private long firstLine;
        private long recordLine;
        private boolean blank;
        private @Nullable String complaint;

        RowHandler(Block block) {
            this.block = block;
            this.header = block.hasHeader;
            this.firstLine = block.firstLine;
        }

        /** The line of the input on which the current record begins. */
        long line() {
            return firstLine + recordLine - 1;
        }

        /** The lines from the start of the text to the end of the line on which the current record begins. */
        int linesToEndOfRecordStart() {
            return (int) recordLine;
        }

        void goOnAfter(int lines) {
            firstLine += lines;
        }

        @Override
        protected void handleBegin(long line) {
            recordLine = line;
            blank = false;
            complaint = null;
            contract = 0.0;
            pricing.begin();
        }

        @Override
        protected void handleEmpty() {
            blank = true;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            int meaning = column < meanings.length ? meanings[column] : ClearingColumns.OTHER;
            if (meaning >= 0) {
                bids[meaning] = amount(column, buffer, offset, length);
            } else if (meaning == ClearingColumns.CONTRACT) {
                contract = length == 0 ? 0.0 : amount(column, buffer, offset, length);
            } else if (meaning == ClearingColumns.ID) {
                if (id.length < length) {
                    id = new char[2 * length];
                }
                System.arraycopy(buffer, offset, id, 0, length);
                idLength = length;
            }
            if (complaint == null && !header) {
                complaint = decoded(pricing.field(column, buffer, offset, length));
            }
        }

        /** A complaint quotes the text as Latin-1; the file is UTF-8. */
        private static @Nullable String decoded(@Nullable String complaint) {
            return complaint == null
                    ? null
                    : new String(complaint.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private double amount(int column, char[] buffer, int offset, int length) {
            double value = NumberParser.parse(buffer, offset, length);
            if (!(value >= 0.0 && value <= Double.MAX_VALUE) && complaint == null && !header) {
                String got = new String(buffer, offset, length);
                complaint = decoded(BadRow.field(columns.name(column), "a finite number not below 0", got));
            }
            return value;
        }

        @Override
        protected Boolean buildRecord() {
            if (blank) {
                return true;
            }
            if (header) {
                header = false;
                return true;
            }
            long line = line();
            if (getFieldCount() != meanings.length) {
                complaint = "expected " + meanings.length + " fields as in the header, got " + getFieldCount();
            }
            if (complaint != null) {
                block.addBadRow(line, complaint);
                return skipBadRows;
            }
            double rho = pricing.rho(bids, contract);
            int winner = ModifiedSecondBid.winner(bids, bids.length, rho);
            double price = winner == 0 ? contract : ModifiedSecondBid.criticalPayment(bids, bids.length, winner, rho);
            block.count(winner, price);
            Output out = block.output;
            if (columns.hasId()) {
                out.addField(id, idLength);
            } else {
                out.add(line);
            }
            out.add(',');
            out.add((long) winner);
            out.add(',');
            out.add(Decimal.shortest(price));
            out.add(rowEnd(rho));
            return true;
        }
    }
}
