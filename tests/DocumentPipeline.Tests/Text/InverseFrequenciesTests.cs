using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Text;

public sealed class InverseFrequenciesTests
{
    private readonly TermCounts _first = TermCounts.Of(["water", "water", "plan", "pipe"], Models.English.StopWords);
    private readonly TermCounts _second = TermCounts.Of(["plan", "road"], Models.English.StopWords);

    [Fact]
    public void A_term_weighs_its_share_times_its_rarity()
    {
        IReadOnlyList<Term> terms = InverseFrequencies.Of([_first, _second]).Top(_first, 3);

        // water: 2 of 4 terms, in 1 of 2 sections; plan: 1 of 4 terms, in both sections.
        terms.Select(static term => term.Text).Should().Equal("water", "pipe", "plan");
        terms[0].Weight.Should().BeApproximately(0.5 * (Math.Log(3.0 / 2) + 1), 1e-9);
        terms[2].Weight.Should().BeApproximately(0.25 * 1, 1e-9);
    }

    [Fact]
    public void One_section_alone_still_has_a_ranking() =>
        InverseFrequencies.Of([_first]).Top(_first, 1).Should().ContainSingle().Which.Text.Should().Be("water");

    [Fact]
    public void A_section_without_terms_has_none() =>
        InverseFrequencies.Of([_first]).Top(TermCounts.Of([], Models.English.StopWords), 5).Should().BeEmpty();
}
