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
}
