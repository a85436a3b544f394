import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.TestAssertion.Status;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file, in a line of its own, which rules of PDF/A-3b it breaks: none is valid. */
public class Verify {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            StringBuilder faults = new StringBuilder();
            try (InputStream stream = new FileInputStream(file);
                    var parser = Foundries.defaultInstance().createParser(stream, PDFAFlavour.PDFA_3_B)) {
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_3_B, false);
                ValidationResult result = validator.validate(parser);
                for (TestAssertion one : result.getTestAssertions()) {
                    if (one.getStatus() == Status.FAILED) {
                        faults.append(' ').append(one.getRuleId().getClause()).append('-');
                        faults.append(one.getRuleId().getTestNumber());
                    }
                }
                if (!result.isCompliant() && faults.length() == 0) faults.append(" not compliant");
            }
            System.out.println("faults:" + faults);
        }
    }
}
