using DocumentPipeline.Model;
using DocumentPipeline.Support;
using UglyToad.PdfPig;

namespace DocumentPipeline.Pdf;

public sealed class PageLayoutTests
{
    [Fact]
    public void Columns_of_text_are_read_one_after_the_other()
    {
        using PdfDocument document = PdfReading.Open(
            Documents.Pdf(
                (50, 700, "The plan repairs the pipes of all"), (320, 700, "districts and builds one new plant"),
                (50, 688, "before it builds and it installs the"), (320, 688, "for the town and the villages that"),
                (50, 676, "meters that were promised long ago"), (320, 676, "lie along the river and wait for it")),
            "test.pdf");

        PageLayout.Of(document.GetPage(1)).Lines.Select(static line => line.Text).Should().Equal(
            "The plan repairs the pipes of all",
            "before it builds and it installs the",
            "meters that were promised long ago",
            "districts and builds one new plant",
            "for the town and the villages that",
            "lie along the river and wait for it");
    }

    [Fact]
    public void A_line_knows_its_page_size_and_height()
    {
        using PdfDocument document = PdfReading.Open(Documents.Pdf((50, 700, "One line")), "test.pdf");

        Line line = PageLayout.Of(document.GetPage(1)).Lines.Should().ContainSingle().Subject;

        line.Should().BeEquivalentTo(new { Page = 1, Text = "One line", FontSize = 10.0, IsBold = false });
        line.Top.Should().BeInRange(0.83, 0.86);
    }

    [Fact]
    public void An_empty_page_has_no_lines()
    {
        using PdfDocument document = PdfReading.Open(Documents.Pdf(), "test.pdf");

        PageLayout layout = PageLayout.Of(document.GetPage(1));

        layout.Lines.Should().BeEmpty();
        layout.Tables.Should().BeEmpty();
    }
}
