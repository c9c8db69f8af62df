using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class AnalyzeWholeDocumentTests
{
    [Fact]
    public async Task It_counts_what_the_full_analysis_counts_but_knows_no_sections()
    {
        DocumentContext extracted = await Loaded.ExtractAsync(Documents.Shipped());
        CancellationToken token = TestContext.Current.CancellationToken;

        TermAnalysis full = (await AnalyzeSections.RunAsync(extracted, token)).RequireAnalysis();
        TermAnalysis whole = (await AnalyzeWholeDocument.RunAsync(extracted, token)).RequireAnalysis();

        whole.Sections.Should().BeEmpty();
        whole.TopTerms.Should().Equal(full.TopTerms);
        whole.WordCount.Should().Be(full.WordCount);
        whole.Language.Should().Be(full.Language);
    }
}
