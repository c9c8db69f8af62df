using DocumentPipeline.Model;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline.Pdf;

public sealed class PdfPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Batches_change_nothing_about_the_outcome(int pages)
    {
        DocumentContext loaded = await Loaded.LoadAsync(Documents.Shipped());
        DocumentContent whole = (await ExtractTextTables.RunAsync(loaded, Token)).RequireContent();

        DocumentContext batched = loaded with { Settings = loaded.Settings with { BatchPages = pages } };

        (await ExtractTextTables.RunAsync(batched, Token)).RequireContent().Should().BeEquivalentTo(whole, static options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(99, 3)]
    [InlineData(0, 1)]
    public async Task A_reduced_scope_reads_the_first_pages(int pages, int last)
    {
        DocumentContext loaded = await Loaded.LoadAsync(Documents.Shipped());
        loaded = loaded with { Settings = loaded.Settings with { FirstPages = pages } };

        Func<DocumentContext, CancellationToken, ValueTask<DocumentContext>>[] extractions =
            [ExtractTextTables.RunAsync, ExtractPlainText.RunAsync];
        foreach (var extract in extractions)
        {
            (await extract(loaded, Token)).RequireContent().Lines.Max(static line => line.Page).Should().Be(last);
        }
    }

    [Fact]
    public async Task Where_findings_are_required_pages_without_text_are_an_error()
    {
        using var folder = new TemporaryFolder();
        DocumentContext loaded = await Loaded.LoadAsync(Documents.ContextOf(folder.Write("blank.pdf", Documents.Pdf())));

        (await ExtractTextTables.RunAsync(loaded, Token)).RequireContent().Lines.Should().BeEmpty();

        loaded = loaded with { Settings = loaded.Settings with { RequireFindings = true } };
        await FluentActions.Awaiting(() => ExtractTextTables.RunAsync(loaded, Token).AsTask()).Should().ThrowAsync<EmptyExtractionException>();
    }
}
