using Spectre.Console;

namespace DocumentPipeline.Output;

public sealed class ScreenTests
{
    [Fact]
    public async Task What_is_redirected_is_plain_text()
    {
        var writer = new StringWriter(); // as in ProgramRun: a thread may look at it once more
        var screen = new Screen(writer);

        await screen.WhileAsync("busy", () =>
        {
            screen.Now("busier");
            screen.Line("[1/9] done", Tone.Good);
            return Task.FromResult(true);
        });

        writer.ToString().ReplaceLineEndings("\n").Should().Be("[1/9] done\n");
    }

    [Fact]
    public async Task On_a_terminal_lines_have_colours_and_what_goes_on_is_told()
    {
        string text = await PrintAsync(ColorSystemSupport.TrueColor);

        text.Should().Contain("[1/9] done").And.Contain("busy [really]").And.MatchRegex("\u001b\\[[0-9;]*m.*done");
    }

    [Fact]
    public async Task Without_colours_the_words_are_the_same()
    {
        string text = await PrintAsync(ColorSystemSupport.NoColors);

        text.Should().Contain("[1/9] done").And.NotMatchRegex("\u001b\\[[0-9;]*m.*done");
    }

    [Fact]
    public async Task Long_lines_are_left_to_the_terminal_to_break()
    {
        string path = new('x', 300);

        (await PrintAsync(ColorSystemSupport.NoColors, path)).Should().Contain(path);
    }

    private static async Task<string> PrintAsync(ColorSystemSupport colors, string line = "[1/9] done")
    {
        var writer = new StringWriter(); // as in ProgramRun: a thread may look at it once more
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
        });
        var screen = new Screen(TextWriter.Null, console);
        await screen.WhileAsync("busy [really]", () =>
        {
            screen.Line(line, Tone.Good);
            return Task.FromResult(true);
        });
        return writer.ToString();
    }
}
