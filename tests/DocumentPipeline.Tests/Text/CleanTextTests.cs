namespace DocumentPipeline.Text;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("  two\t\r\n words\u00A0here \u2028", "two words here")]
    [InlineData("\u202Eabc\u202C\u2066d\u2069\uFEFF\u200B", "abcd")]
    [InlineData("a\u0000b\u0085c", "a b c")]
    [InlineData("\uFB01nance", "finance")]
    [InlineData("inversio\u0301n del nin\u0303o", "inversión del niño")]
    [InlineData("soft\u00ADhyphen", "soft\u00ADhyphen")]
    [InlineData("😀 stays", "😀 stays")]
    [InlineData(null, "")]
    public void Text_is_made_fit(string? text, string clean) => CleanText.Of(text).Should().Be(clean);

    [Fact]
    public void Halves_of_surrogate_pairs_are_replaced() =>
        CleanText.Of("a\uD800b\uDC00c\uD83D").Should().Be("a\uFFFDb\uFFFDc\uFFFD");

    [Fact]
    public void Clean_text_stays_as_it_is()
    {
        string clean = CleanText.Of("El niño\u0301 \uD800 x\u202E 34.0 % \uFFFE");

        CleanText.Of(clean).Should().Be(clean);
    }
}
