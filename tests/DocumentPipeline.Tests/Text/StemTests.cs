namespace DocumentPipeline.Text;

public sealed class StemTests
{
    [Theory]
    [InlineData("shortages", "shortage")]
    [InlineData("policies", "policy")]
    [InlineData("losses", "loss")]
    [InlineData("houses", "house")]
    [InlineData("ciudades", "ciudad")]
    [InlineData("inversiones", "inversión")]
    [InlineData("vías", "vía")]
    public void One_and_many_have_one_stem(string plural, string singular) => Stem.Of(plural).Should().Be(Stem.Of(singular));

    [Theory]
    [InlineData("water", "waste")]
    [InlineData("casa", "caso")]
    public void Other_words_have_other_stems(string word, string other) => Stem.Of(word).Should().NotBe(Stem.Of(other));
}
