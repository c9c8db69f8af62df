using System.Diagnostics;
using System.Globalization;

namespace AiService.Running;

/// <summary>What a process of the program has printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the program to its end.</summary>
    /// <param name="settings">Variables of its environment, which win over its settings.</param>
    public static async Task<ProgramRun> OfAsync(params (string Name, string Value)[] settings)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string name = OperatingSystem.IsWindows() ? "AiService.exe" : "AiService";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string variable, string value) in settings)
            start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(token);
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new ProgramRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
    }

    /// <summary>What is below a title that begins like this, up to the next title.</summary>
    public string Below(string title)
    {
        string[] lines = Output.Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith(title, StringComparison.Ordinal));
        at.Should().BeGreaterThan(0, "there is a title {0}", title);
        return string.Join('\n', lines.Skip(at + 1).TakeWhile(static line => line.Length == 0 || line[0] == ' '));
    }

    /// <summary>A row of the table below a title: its cells by the names of their columns.</summary>
    public IReadOnlyDictionary<string, string> Row(string title, string name)
    {
        string[][] lines = [.. Below(title).Split('\n').Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries))];
        int at = Array.FindIndex(lines, cells => cells is [var first, ..] && first == name);
        at.Should().BeGreaterThan(0, "there is a row {0} below {1}", name, title);
        string[] heading = lines.Take(at).Last(static cells => cells is ["operation" or "provider", ..]);
        return heading.Zip(lines[at]).ToDictionary(static cell => cell.First.Trim(), static cell => cell.Second.Trim());
    }

    /// <summary>A number of such a row.</summary>
    public int Number(string title, string name, string column) => int.Parse(Row(title, name)[column], CultureInfo.InvariantCulture);
}
