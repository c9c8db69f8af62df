using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class AnalyzeSectionsTests
{
    [Fact]
    public async Task Each_section_of_the_shipped_document_is_known_by_its_terms()
    {
        TermAnalysis analysis = (await Loaded.AnalyzeAsync(Documents.Shipped())).RequireAnalysis();

        analysis.Language.Should().Be(Language.English);
        analysis.Sections.Should().HaveCount(11);
        analysis.WordCount.Should().Be(analysis.Sections.Sum(static section => section.WordCount)).And.Be(1048);
        TermsOf("3. Water and Sanitation").Should().Contain(["plant", "water"]);
        TermsOf("4. Education")[0].Should().Be("school");
        TermsOf("5. Roads and Mobility").Should().Contain(["road", "gravel"]);
        TermsOf("7. Financial Plan")[0].Should().Be("revenue");

        List<string> TermsOf(string heading) =>
            analysis.Sections.Single(section => section.Heading == heading).TopTerms.Select(static term => term.Text).ToList();
    }

    [Fact]
    public async Task The_documents_top_terms_are_counted_over_all_sections()
    {
        TermAnalysis analysis = (await Loaded.AnalyzeAsync(Documents.Shipped())).RequireAnalysis();

        analysis.TopTerms[0].Should().Be(new Term("water", 15, Weight: 0));
        analysis.TopTerms.Should().BeInDescendingOrder(static term => term.Count);
    }

    [Fact]
    public async Task A_document_without_text_has_no_sections()
    {
        DocumentContext context = Documents.ContextOf("none") with { Content = new DocumentContent([], [], [], HasLayout: true) };

        context = await AnalyzeSections.RunAsync(context, TestContext.Current.CancellationToken);

        context.Analysis.Should().BeEquivalentTo(new TermAnalysis(Language.Unclear, 0, [], []));
    }
}
