using System.Diagnostics;
using DocumentPipeline;
using DocumentPipeline.Output;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The stage that runs stops by itself, and the run can be resumed.
    e.Cancel = true;
    cancellation.Cancel();
};

var application = new Application(
    Screen.OfProcess(), Console.Error, TimeProvider.System, static () => Process.GetCurrentProcess().Kill());
return await application.RunAsync(args, cancellation.Token);
