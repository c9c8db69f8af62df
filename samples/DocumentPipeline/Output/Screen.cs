using Spectre.Console;

namespace DocumentPipeline.Output;

/// <summary>
/// Where lines are printed. On a terminal they have colours, and below them a line moves that tells what is going on; everywhere else they
/// are plain text, one by one. What is printed is the same.
/// </summary>
internal sealed class Screen
{
    private const int Unbroken = 4096;

    private readonly TextWriter _writer;
    private readonly IAnsiConsole? _terminal;
    private StatusContext? _status;

    /// <param name="writer">Where plain text goes.</param>
    /// <param name="terminal">The terminal; null, the default, if there is none.</param>
    public Screen(TextWriter writer, IAnsiConsole? terminal = null)
    {
        _writer = writer;
        _terminal = terminal;
        if (terminal is not null)
        {
            // The terminal itself breaks long lines, so that a path can be copied as a whole.
            Width = terminal.Profile.Width;
            terminal.Profile.Width = Unbroken;
        }
    }

    /// <summary>The screen of this process: a terminal, unless its output is redirected. NO_COLOR is respected.</summary>
    public static Screen OfProcess()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        return new Screen(Console.Out, !Console.IsOutputRedirected && console.Profile.Capabilities.Ansi ? console : null);
    }

    /// <summary>How many characters fit on a line; without a terminal, any number.</summary>
    public int Width { get; } = int.MaxValue;

    /// <summary>Prints a line.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        if (_terminal is null)
        {
            _writer.WriteLine(text);
        }
        else
        {
            _terminal.Write(new Spectre.Console.Text(text + Environment.NewLine, StyleOf(tone)));
        }
    }

    /// <summary>Says in the moving line what is going on; elsewhere that is not worth a line.</summary>
    public void Now(string text)
    {
        if (_status is { } status)
        {
            status.Status = Markup.Escape(text);
        }
    }

    /// <summary>Shows the moving line while something is done.</summary>
    public async Task<T> WhileAsync<T>(string text, Func<Task<T>> work)
    {
        if (_terminal is null)
        {
            return await work();
        }

        return await _terminal.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(text), async status =>
        {
            _status = status;
            try
            {
                return await work();
            }
            finally
            {
                _status = null;
            }
        });
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Quiet => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };
}
