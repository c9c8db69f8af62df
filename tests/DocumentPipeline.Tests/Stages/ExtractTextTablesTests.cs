using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class ExtractTextTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_keep_their_order_and_their_font_sizes()
    {
        IReadOnlyList<Line> lines = (await Loaded.ExtractAsync(Documents.Shipped())).RequireContent().Lines;

        lines[0].Should().BeEquivalentTo(
            new { Page = 1, Text = "Municipal Development Plan 2026-2029", FontSize = 22.0, IsBold = true });
        lines.Where(static line => line.FontSize == 14).Select(static line => line.Text).Should().Equal(
            "1. Diagnosis",
            "2. Strategic Objectives",
            "3. Water and Sanitation",
            "4. Education",
            "5. Roads and Mobility",
            "6. Rural Economy and Environment",
            "7. Financial Plan",
            "8. Investment by Programme",
            "9. Monitoring and Evaluation",
            "10. Risks");
    }

    [Fact]
    public async Task Footers_are_no_text()
    {
        IReadOnlyList<Line> lines = (await Loaded.ExtractAsync(Documents.Shipped())).RequireContent().Lines;

        lines.Should().NotContain(static line => line.Text.Contains("- page "));
    }

    [Fact]
    public async Task Both_tables_are_found_cell_by_cell()
    {
        DocumentContent content = (await Loaded.ExtractAsync(Documents.Shipped())).RequireContent();

        content.Tables.Should().HaveCount(2);
        content.Tables[0].Rows.Should().HaveCount(7);
        content.Tables[0].Rows[0].Should().Equal("Source", "2026", "2027", "2028", "2029", "Total");
        content.Tables[0].Rows[^1].Should().Equal("Total revenue", "30,100", "30,600", "31,400", "31,900", "124,000");
        content.Tables[1].Rows.Should().HaveCount(7);
        content.Tables[1].Rows[1].Should().Equal("Water and sanitation", "24,300", "34.0 %", "Water utility");
        content.Lines.Should().NotContain(static line => line.Text.Contains("124,000"), "rows of tables are no running text");
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_loaded_is_refused()
    {
        string path = _folder.Write("a.pdf", Documents.Pdf((50, 700, "first")));
        DocumentContext loaded = await Loaded.LoadAsync(Documents.ContextOf(path));
        _folder.Write("a.pdf", Documents.Pdf((50, 700, "second")));

        Func<Task> act = () => ExtractTextTables.RunAsync(loaded, TestContext.Current.CancellationToken).AsTask();

        await act.Should().ThrowAsync<DocumentException>().WithMessage("'a.pdf' has changed since it was loaded.");
    }

    [Fact]
    public async Task Cancellation_is_noticed_between_pages()
    {
        DocumentContext loaded = await Loaded.LoadAsync(Documents.Shipped());

        Func<Task> act = () => ExtractTextTables.RunAsync(loaded, new CancellationToken(canceled: true)).AsTask();

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Before_the_document_is_loaded_it_refuses_to_run()
    {
        Func<Task> act = () => ExtractTextTables.RunAsync(Documents.Shipped(), TestContext.Current.CancellationToken).AsTask();

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("LOAD_DOCUMENT has not run.");
    }
}
