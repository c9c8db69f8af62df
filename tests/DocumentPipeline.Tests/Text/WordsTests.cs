namespace DocumentPipeline.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Water, 43 percent; WATER!", "water", "percent", "water")]
    [InlineData("the city's and the city\u2019s", "the", "city", "and", "the", "city")]
    [InlineData("Atención a niños", "atención", "a", "niños")]
    [InlineData("CO2 per m2", "co2", "per", "m2")]
    [InlineData("2026-2029 | 34.0 %")]
    [InlineData("")]
    public void Words_start_with_a_letter_and_are_lowercase(string text, params string[] words) => Words.Of(text).Should().Equal(words);

    [Fact]
    public void Ligatures_are_the_letters_they_show() => Words.Of("\uFB01nance o\uFB03ce").Should().Equal("finance", "office");
}
