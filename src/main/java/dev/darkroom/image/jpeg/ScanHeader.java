package dev.darkroom.image.jpeg;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a scan (ITU-T T.81, B.2.3).
 *
 * @param parts the components in it
 * @param first first coefficient in zigzag order (Ss)
 * @param last last coefficient (Se)
 * @param high bit that an earlier scan ended with; 0 for a first scan (Ah)
 * @param low lowest bit that this scan brings (Al)
 */
record ScanHeader(List<Part> parts, int first, int last, int high, int low) {

    static ScanHeader parse(Frame frame, Bytes body) throws IOException {
        int count = body.u8(0);
        List<Part> parts = new ArrayList<>();
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            Frame.Component component = find(frame, body.u8(1 + 2L * i));
            int tables = body.u8(2 + 2L * i);
            if (parts.stream().anyMatch(part -> part.component == component) || (tables & 0xcc) != 0) {
                throw new IOException("a scan names a component twice or a table that cannot be");
            }
            blocks += component.factors().horizontal() * component.factors().vertical();
            parts.add(new Part(component, tables >> 4, tables & 15));
        }
        int first = body.u8(1 + 2L * count);
        int last = body.u8(2 + 2L * count);
        int bits = body.u8(3 + 2L * count);
        // A sequential scan brings all of its coefficients (B.2.3); what else some files say here is ignored by all
        // readers.
        ScanHeader header = frame.progressive()
                ? new ScanHeader(List.copyOf(parts), first, last, bits >> 4, bits & 15)
                : new ScanHeader(List.copyOf(parts), 0, 63, 0, 0);
        header.check(frame, blocks);
        return header;
    }

    private static Frame.Component find(Frame frame, int id) throws IOException {
        return frame.components().stream()
                .filter(component -> component.factors().id() == id)
                .findFirst()
                .orElseThrow(() -> new IOException("a scan of component " + id + ", which is not in the frame"));
    }

    /** Far more blocks in an MCU than B.2.3's ten are refused only where they are no use: 4 components of 4x4. */
    private void check(Frame frame, int blocks) throws IOException {
        boolean sensible = !parts.isEmpty() && blocks <= 64;
        if (frame.progressive()) {
            boolean band = first == 0 ? last == 0 : first <= last && last < 64 && parts.size() == 1;
            sensible &= band && low <= 13 && (high == 0 || high == low + 1);
        }
        if (!sensible) {
            throw new IOException("scan of " + parts.size() + " components, coefficients " + first + " to " + last
                    + ", bits " + high + " to " + low);
        }
    }

    /** Whether the scan only adds a bit to what earlier ones brought. */
    boolean refines() {
        return high > 0;
    }

    /** A component and the numbers of the Huffman tables that it is coded with. */
    record Part(Frame.Component component, int dcTable, int acTable) {}
}
