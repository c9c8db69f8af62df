using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Text;

public sealed class TermCountsTests
{
    [Fact]
    public void Stop_words_and_short_words_are_no_terms() =>
        TermCounts.Of(["the", "water", "of", "km", "water", "road"], Models.English.StopWords).Counts
            .Should().BeEquivalentTo(new Dictionary<string, int> { ["water"] = 2, ["road"] = 1 });

    [Fact]
    public void The_most_frequent_come_first_and_ties_are_alphabetical() =>
        TermCounts.Of(["road", "water", "tax", "water"], Models.English.StopWords).MostFrequent(2)
            .Should().Equal(new Term("water", 2, 0), new Term("road", 1, 0));

    [Fact]
    public void Counts_add_up()
    {
        var sum = TermCounts.Sum([
            TermCounts.Of(["water", "road"], Models.English.StopWords),
            TermCounts.Of(["water"], Models.English.StopWords),
        ]);

        sum.Counts.Should().BeEquivalentTo(new Dictionary<string, int> { ["water"] = 2, ["road"] = 1 });
        sum.Total.Should().Be(3);
    }
}
