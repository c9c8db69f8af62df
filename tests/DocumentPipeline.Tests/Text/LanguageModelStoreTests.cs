using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Text;

public sealed class LanguageModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => _folder.PathOf("models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_language_has_its_own_stop_words()
    {
        Models.Shipped.StopWords(Language.English).Should().Contain("the").And.NotContain("según");
        Models.Shipped.StopWords(Language.Spanish).Should().Contain("según").And.NotContain("the");
        Models.Shipped.StopWords(Language.Unclear).Should().Contain(["the", "según"]);
    }

    [Fact]
    public void Words_are_written_as_words_are_found() =>
        Models.Shipped.StopWords(Language.Unclear).Should().OnlyContain(static word => Words.Of(word).SequenceEqual(new[] { word }));

    [Fact]
    public void Cues_are_written_as_tokens_are_found() =>
        Models.Shipped.For(Language.Unclear).SelectMany(static model => model.Cues)
            .Should().OnlyContain(static cue => string.Join(' ', Tokens.Of(cue.Text).Select(static token => token.Text)) == cue.Text);

    [Fact]
    public async Task A_missing_model_is_an_error_until_it_is_installed()
    {
        DocumentContext context = Texts.Context("Rain leads to floods.");
        context = context with { Settings = context.Settings with { ModelFolder = Folder } };

        await FluentActions.Awaiting(() => Stages.AnalyzeSections.RunAsync(context, Token).AsTask())
            .Should().ThrowAsync<ModelMissingException>().WithMessage("The language model 'english.json' is missing.");
        LanguageModelStore.IsInstalled(Folder).Should().BeFalse();

        await LanguageModelStore.InstallAsync(Folder, Token);

        LanguageModelStore.IsInstalled(Folder).Should().BeTrue();
        (await Stages.AnalyzeSections.RunAsync(context, Token)).Analysis.Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"language":"Spanish","stopWords":null}""")]
    public async Task A_damaged_model_is_an_error_until_it_is_installed_anew(string content)
    {
        await LanguageModelStore.InstallAsync(Folder, Token);
        await File.WriteAllTextAsync(Path.Combine(Folder, "spanish.json"), content, Token);

        await FluentActions.Awaiting(() => LanguageModelStore.LoadAsync(Folder, Token))
            .Should().ThrowAsync<ModelMissingException>().WithMessage("*'spanish.json'*damaged.");

        await LanguageModelStore.InstallAsync(Folder, Token);
        (await LanguageModelStore.LoadAsync(Folder, Token)).Spanish.Cues.Should().NotBeEmpty();
    }
}
