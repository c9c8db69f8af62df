namespace DocumentPipeline.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.", "Two!", "Three?", "Four")]
    [InlineData("El Art. 5 y el Dr. Ruiz costaron 34.0 pesos. ¿Por qué?", "El Art. 5 y el Dr. Ruiz costaron 34.0 pesos.", "¿Por qué?")]
    [InlineData("1. Diagnosis of the town. It is poor.", "1. Diagnosis of the town.", "It is poor.")]
    [InlineData("He said \"no.\" Then he left.", "He said \"no.\"", "Then he left.")]
    [InlineData("a. b. c.", "a. b. c.")]
    [InlineData("")]
    public void Sentences_end_where_they_end(string text, params string[] sentences) =>
        SentenceSplitter.Split(text).Select(static sentence => sentence.Text).Should().Equal(sentences);

    [Fact]
    public void A_sentence_that_is_too_long_is_cut_and_nothing_is_lost()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 5_000)) + string.Concat(Enumerable.Repeat("😀", 2_000));

        List<(int Start, string Text)> sentences = [.. SentenceSplitter.Split(text)];

        sentences.Should().OnlyContain(static sentence => sentence.Text.Length <= Limits.SentenceLength);
        sentences.Should().OnlyContain(sentence => text.Substring(sentence.Start, sentence.Text.Length) == sentence.Text);
        string.Concat(sentences.Select(static sentence => sentence.Text)).Replace(" ", "").Should().Be(text.Replace(" ", ""));
        sentences.Should().OnlyContain(static sentence => !char.IsLowSurrogate(sentence.Text[0]));
    }
}
