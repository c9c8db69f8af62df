namespace Resilience.Failures;

public sealed class FailureWordsTests
{
    [Fact]
    public void Every_value_has_words_of_its_own()
    {
        Enum.GetValues<FailureCause>().Select(FailureWords.Of).Should().OnlyHaveUniqueItems();
        Enum.GetValues<FailureDisposition>().Select(FailureWords.Of).Should().OnlyHaveUniqueItems();
        Enum.GetValues<RejectionReason>().Select(FailureWords.Of).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.25, "0.25 ms")]
    [InlineData(250, "250 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1000, "1 s")]
    [InlineData(2500, "2.5 s")]
    [InlineData(300_000, "300 s")]
    public void A_time_has_the_unit_that_reads_best(double milliseconds, string words) =>
        FailureWords.Of(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(words);
}
