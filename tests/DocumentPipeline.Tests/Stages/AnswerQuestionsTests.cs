using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class AnswerQuestionsTests
{
    private static readonly string[] _english =
    [
        "# Water\nThe town has 41,300 inhabitants in twelve districts. Leakage in the network is 43 percent.",
        "# Schools\nTwo secondary schools open in rural districts. Five buses run from the first year.",
    ];

    private static readonly string[] _spanish =
    [
        "# Agua\nEl municipio tiene 41.300 habitantes en doce veredas. Las pérdidas de la red son del 43 por ciento.",
        "# Educación\nSe abren dos colegios de secundaria en la zona rural. Cinco buses escolares circulan desde el primer año.",
    ];

    [Theory]
    [InlineData("How many inhabitants does the town have?", "The town has 41,300 inhabitants in twelve districts.", 1)]
    [InlineData("How large is the leakage in the network?", "Leakage in the network is 43 percent.", 1)]
    [InlineData("Where do secondary schools open?", "Two secondary schools open in rural districts.", 2)]
    public async Task An_English_question_is_answered_with_a_sentence_and_its_page(string question, string sentence, int page) =>
        (await AskAsync(_english, question)).Evidence[0].Should().BeEquivalentTo(new { Text = sentence, Page = page });

    [Theory]
    [InlineData("¿Cuántos habitantes tiene el municipio?", "El municipio tiene 41.300 habitantes en doce veredas.", 1)]
    [InlineData("¿Cuántos buses escolares hay?", "Cinco buses escolares circulan desde el primer año.", 2)]
    public async Task A_Spanish_question_is_answered_with_a_sentence_and_its_page(string question, string sentence, int page) =>
        (await AskAsync(_spanish, question)).Evidence[0].Should().BeEquivalentTo(new { Text = sentence, Page = page });

    [Theory]
    [InlineData("How many hospital beds will be added?")]
    [InlineData("Who won the football cup?")]
    [InlineData("What?")]
    [InlineData("")]
    [InlineData("the of and")]
    [InlineData("\u202E\u0000\uD800")]
    public async Task Where_the_document_says_nothing_there_is_no_answer(string question) =>
        (await AskAsync(_english, question)).IsFound().Should().BeFalse();

    [Fact]
    public async Task A_document_without_text_answers_nothing()
    {
        (await AskAsync([], "How many inhabitants does the town have?")).IsFound().Should().BeFalse();
    }

    [Fact]
    public async Task Every_answer_is_a_sentence_of_a_page_that_exists()
    {
        DocumentContext context = await Loaded.FindAsync(Documents.Shipped());
        string[] text = [.. context.RequireContent().Lines.Select(static line => line.Text)];
        string whole = string.Join(' ', text);

        context.Answers!.Count(static answer => answer.IsFound()).Should().Be(7);
        foreach (AnswerSentence sentence in context.Answers!.SelectMany(static answer => answer.Evidence))
        {
            sentence.Page.Should().BeInRange(1, 3);
            sentence.Coverage.Should().BeInRange(0.5, 1);
            whole.Should().Contain(sentence.Text);
        }
    }

    [Fact]
    public async Task A_lower_threshold_answers_more()
    {
        const string Question = "Which buses and trains and trams and ferries run?";
        DocumentContext context = await Texts.AnalyzedAsync(_english);

        (await AskAsync(context, Question)).IsFound().Should().BeFalse();
        (await AskAsync(context with { Settings = context.Settings with { AnswerThreshold = 0.1 } }, Question)).IsFound().Should().BeTrue();
    }

    [Fact]
    public async Task Too_many_questions_are_refused()
    {
        DocumentContext context = await Texts.AnalyzedAsync(_english);
        context = context with { Settings = context.Settings with { Questions = [.. Enumerable.Repeat("Why?", Limits.Questions + 1)] } };

        await FluentActions.Awaiting(() => AnswerQuestions.RunAsync(context, TestContext.Current.CancellationToken).AsTask())
            .Should().ThrowAsync<DocumentException>();
    }

    private static async Task<Answer> AskAsync(string[] pages, string question) => await AskAsync(await Texts.AnalyzedAsync(pages), question);

    private static async Task<Answer> AskAsync(DocumentContext context, string question)
    {
        context = context with { Settings = context.Settings with { Questions = [question] } };
        return (await AnswerQuestions.RunAsync(context, TestContext.Current.CancellationToken)).Answers!.Single();
    }
}
