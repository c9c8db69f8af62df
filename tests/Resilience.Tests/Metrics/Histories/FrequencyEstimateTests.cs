namespace Resilience.Metrics.Histories;

public sealed class FrequencyEstimateTests
{
    // Wilson (1927), to 95 %; figures of any table.
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(1, 10, 0.0179, 0.4042)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(50, 1000, 0.0381, 0.0653)]
    public void The_interval_is_that_of_Wilson(long occurrences, long total, double low, double high)
    {
        var estimate = new FrequencyEstimate(occurrences, total);
        estimate.Low.Should().BeApproximately(low, 0.0001);
        estimate.High.Should().BeApproximately(high, 0.0001);
        estimate.Value.Should().Be((double)occurrences / total);
    }

    [Fact]
    public void Of_nothing_nothing_is_known()
    {
        var estimate = new FrequencyEstimate(0, 0);
        (estimate.Value, estimate.Low, estimate.High).Should().Be((0, 0, 1));
    }
}
