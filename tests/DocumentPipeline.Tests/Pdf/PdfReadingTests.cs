using DocumentPipeline.Support;
using UglyToad.PdfPig;

namespace DocumentPipeline.Pdf;

public sealed class PdfReadingTests
{
    [Fact]
    public void A_page_that_cannot_be_read_does_not_cost_the_others()
    {
        using PdfDocument document = PdfReading.Open(File.ReadAllBytes(ShippedDocument.Path), "plan.pdf");
        var read = new List<int>();

        List<int> unreadable = PdfReading.ForEachPage(
            document,
            "plan.pdf",
            page => read.Add(page.Number != 2 ? page.Number : throw new InvalidOperationException("damaged")),
            TestContext.Current.CancellationToken);

        unreadable.Should().Equal(2);
        read.Should().Equal(1, 3);
    }

    [Fact]
    public void A_document_without_a_readable_page_is_corrupt()
    {
        using PdfDocument document = PdfReading.Open(Documents.Pdf((50, 700, "text")), "plan.pdf");

        Action act = () => PdfReading.ForEachPage(
            document, "plan.pdf", static _ => throw new InvalidOperationException("damaged"), TestContext.Current.CancellationToken);

        act.Should().Throw<DocumentException>().WithMessage("'plan.pdf' is corrupt: none of its pages can be read.");
    }
}
