using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

public sealed class StopWordsTests
{
    [Fact]
    public void Each_language_has_its_own()
    {
        StopWords.Of(Language.English).Should().Contain("the").And.NotContain("según");
        StopWords.Of(Language.Spanish).Should().Contain("según").And.NotContain("the");
    }

    [Fact]
    public void Where_the_language_is_unclear_both_are_left_out() =>
        StopWords.Of(Language.Unclear).Should().Contain(["the", "según"]);

    [Fact]
    public void They_are_written_as_words_are_found() =>
        StopWords.Of(Language.Unclear).Should().OnlyContain(static word => Words.Of(word).SequenceEqual(new[] { word }));
}
