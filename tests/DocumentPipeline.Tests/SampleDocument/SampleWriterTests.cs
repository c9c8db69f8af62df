using DocumentPipeline.Pdf;
using UglyToad.PdfPig;

namespace DocumentPipeline.SampleDocument;

public sealed class SampleWriterTests
{
    [Fact]
    public void The_shipped_document_is_what_the_generator_writes() =>
        TextOf(File.ReadAllBytes(ShippedDocument.Path)).Should().Equal(TextOf(SampleWriter.Build()));

    [Fact]
    public void Every_word_of_the_plan_is_on_a_page()
    {
        string text = string.Join(' ', TextOf(SampleWriter.Build()));

        string[] words = MunicipalPlan.Blocks.SelectMany(static block => block.Text.Split([' ', '\n', '|'])).Distinct().ToArray();
        words.Should().HaveCountGreaterThan(400);
        words.Should().OnlyContain(word => text.Contains(word));
    }

    private static List<string> TextOf(byte[] bytes)
    {
        using PdfDocument document = PdfReading.Open(bytes, "plan.pdf");
        return document.GetPages().Select(static page => page.Text).ToList();
    }
}
