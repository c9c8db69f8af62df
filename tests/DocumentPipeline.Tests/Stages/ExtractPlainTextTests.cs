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

    [Fact]
    public async Task Plain_text_is_enough_for_the_stages_behind_it()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        DocumentContext context = await ExtractPlainText.RunAsync(await Loaded.LoadAsync(Documents.Shipped()), token);

        context = await Loaded.FindInAsync(await AnalyzeSections.RunAsync(context, token));

        context.Causes!.Links.Select(link => context.Causes.Nodes[link.Cause].Label).Should().Contain(["Old pipes", "leakage in the network"]);
        context.Mechanisms!.Mechanisms.Should().NotBeEmpty();
        context.Audit!.Amounts.Should().ContainSingle().Which.Value.Should().Be(71_400_000_000);
        context.Audit.Estimates.Should().ContainSingle();
        context.Answers!.Count(static answer => answer.IsFound()).Should().BeGreaterThan(4);
    }
}
