using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class ExtractPlainTextTests
{
    [Fact]
    public async Task The_text_is_there_without_layout_and_tables()
    {
        DocumentContext loaded = await Loaded.LoadAsync(Documents.Shipped());
        DocumentContext context = await ExtractPlainText.RunAsync(loaded, TestContext.Current.CancellationToken);

        DocumentContent content = context.RequireContent();
        content.HasLayout.Should().BeFalse();
        content.Tables.Should().BeEmpty();
        content.UnreadablePages.Should().BeEmpty();
        content.Lines.Should().Contain(static line => line.Text.Contains("Valle Claro has 41,300 inhabitants"));
        content.Lines.Should().OnlyContain(static line => line.FontSize == 0);
        loaded.Content.Should().BeNull();
    }
}
