using System.Diagnostics;
using System.Runtime.InteropServices;
using DocumentPipeline;
using DocumentPipeline.Output;

using var cancellation = new CancellationTokenSource();

// Ctrl+C, and what a service manager sends: the stage that runs stops by itself, and the run can be resumed.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var application = new Application(
    Screen.OfProcess(), Console.Error, TimeProvider.System, static () => Process.GetCurrentProcess().Kill());
return await application.RunAsync(args, cancellation.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancellation.Cancel();
}
