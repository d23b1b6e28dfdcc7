/** Busses, matrices and mains; see goldenBytes.test.ts for what a line says. */
export const busLines = `
bus/2/name                    | "Ac. Guitar"  | /bus/02/config/name      | s | 2f6275732f30322f636f6e6669672f6e616d6500 2c730000 41632e204775697461720000
bus/7/icon                    | 6             | /bus/07/config/icon      | i | 2f6275732f30372f636f6e6669672f69636f6e00 2c690000 00000006
bus/2/color                   | greenInverted | /bus/02/config/color     | i | 2f6275732f30322f636f6e6669672f636f6c6f7200000000 2c690000 0000000a
bus/10/dynamics/on            | 1             | /bus/10/dyn/on           | i | 2f6275732f31302f64796e2f6f6e0000 2c690000 00000001
bus/13/dynamics/mode          | expander      | /bus/13/dyn/mode         | i | 2f6275732f31332f64796e2f6d6f646500000000 2c690000 00000001
bus/4/dynamics/detector       | peak          | /bus/04/dyn/det          | i | 2f6275732f30342f64796e2f64657400 2c690000 00000000
bus/11/dynamics/envelope      | linear        | /bus/11/dyn/env          | i | 2f6275732f31312f64796e2f656e7600 2c690000 00000000
bus/4/dynamics/threshold      | -54           | /bus/04/dyn/thr          | f | 2f6275732f30342f64796e2f74687200 2c660000 3dcccccd
bus/16/dynamics/ratio         | 7.0           | /bus/16/dyn/ratio        | i | 2f6275732f31362f64796e2f726174696f000000 2c690000 00000008
bus/14/dynamics/knee          | 3             | /bus/14/dyn/knee         | f | 2f6275732f31342f64796e2f6b6e656500000000 2c660000 3f19999a
bus/9/dynamics/makeupGain     | 21.5          | /bus/09/dyn/mgain        | f | 2f6275732f30392f64796e2f6d6761696e000000 2c660000 3f655555
bus/15/dynamics/attack        | 77            | /bus/15/dyn/attack       | f | 2f6275732f31352f64796e2f61747461636b0000 2c660000 3f244444
bus/10/dynamics/hold          | 0.025         | /bus/10/dyn/hold         | f | 2f6275732f31302f64796e2f686f6c6400000000 2c660000 3ca3d70a
bus/13/dynamics/release       | 11.2          | /bus/13/dyn/release      | f | 2f6275732f31332f64796e2f72656c6561736500 2c660000 3df5c28f
bus/4/dynamics/position       | pre           | /bus/04/dyn/pos          | i | 2f6275732f30342f64796e2f706f7300 2c690000 00000000
bus/10/dynamics/keySource     | USB L         | /bus/10/dyn/keysrc       | i | 2f6275732f31302f64796e2f6b65797372630000 2c690000 00000027
bus/4/dynamics/mix            | 80            | /bus/04/dyn/mix          | f | 2f6275732f30342f64796e2f6d697800 2c660000 3f4ccccd
bus/16/dynamics/auto          | 1             | /bus/16/dyn/auto         | i | 2f6275732f31362f64796e2f6175746f00000000 2c690000 00000001
bus/3/dynamics/filter/on      | 1             | /bus/03/dyn/filter/on    | i | 2f6275732f30332f64796e2f66696c7465722f6f6e000000 2c690000 00000001
bus/4/dynamics/filter/type    | band 1.0      | /bus/04/dyn/filter/type  | i | 2f6275732f30342f64796e2f66696c7465722f7479706500 2c690000 00000004
bus/11/dynamics/filter/freq   | 153           | /bus/11/dyn/filter/f     | f | 2f6275732f31312f64796e2f66696c7465722f6600000000 2c660000 3e970a3d
bus/13/insert/on              | 1             | /bus/13/insert/on        | i | 2f6275732f31332f696e736572742f6f6e000000 2c690000 00000001
bus/15/insert/position        | pre           | /bus/15/insert/pos       | i | 2f6275732f31352f696e736572742f706f730000 2c690000 00000000
bus/12/insert/slot            | effect 8 left | /bus/12/insert/sel       | i | 2f6275732f31322f696e736572742f73656c0000 2c690000 0000000f
bus/5/eq/on                   | 1             | /bus/05/eq/on            | i | 2f6275732f30352f65712f6f6e000000 2c690000 00000001
bus/6/eq/1/type               | vintage       | /bus/06/eq/1/type        | i | 2f6275732f30362f65712f312f74797065000000 2c690000 00000003
bus/16/eq/1/freq              | 182           | /bus/16/eq/1/f           | f | 2f6275732f31362f65712f312f660000 2c660000 3ea3d70a
bus/4/eq/1/gain               | 0.5           | /bus/04/eq/1/g           | f | 2f6275732f30342f65712f312f670000 2c660000 3f044444
bus/16/eq/1/q                 | 1.14          | /bus/16/eq/1/q           | f | 2f6275732f31362f65712f312f710000 2c660000 3f1ea5dc
bus/4/eq/2/type               | low shelf     | /bus/04/eq/2/type        | i | 2f6275732f30342f65712f322f74797065000000 2c690000 00000001
bus/10/eq/2/freq              | 448           | /bus/10/eq/2/f           | f | 2f6275732f31302f65712f322f660000 2c660000 3ee66666
bus/5/eq/2/gain               | -11.75        | /bus/05/eq/2/g           | f | 2f6275732f30352f65712f322f670000 2c660000 3dddddde
bus/12/eq/2/q                 | 3.2           | /bus/12/eq/2/q           | f | 2f6275732f31322f65712f322f710000 2c660000 3ea5dbf2
bus/15/eq/3/type              | vintage       | /bus/15/eq/3/type        | i | 2f6275732f31352f65712f332f74797065000000 2c690000 00000003
bus/9/eq/3/freq               | 4227          | /bus/09/eq/3/f           | f | 2f6275732f30392f65712f332f660000 2c660000 3f466666
bus/5/eq/3/gain               | -9.5          | /bus/05/eq/3/g           | f | 2f6275732f30352f65712f332f670000 2c660000 3e3bbbbc
bus/13/eq/3/q                 | 0.315         | /bus/13/eq/3/q           | f | 2f6275732f31332f65712f332f710000 2c660000 3f7c64f5
bus/10/eq/4/type              | low shelf     | /bus/10/eq/4/type        | i | 2f6275732f31302f65712f342f74797065000000 2c690000 00000001
bus/6/eq/4/freq               | 2047          | /bus/06/eq/4/f           | f | 2f6275732f30362f65712f342f660000 2c660000 3f2b851f
bus/10/eq/4/gain              | -7.5          | /bus/10/eq/4/g           | f | 2f6275732f31302f65712f342f670000 2c660000 3e800000
bus/2/eq/4/q                  | 2.9           | /bus/02/eq/4/q           | f | 2f6275732f30322f65712f342f710000 2c660000 3eb4481d
bus/16/eq/5/type              | vintage       | /bus/16/eq/5/type        | i | 2f6275732f31362f65712f352f74797065000000 2c690000 00000003
bus/6/eq/5/freq               | 752           | /bus/06/eq/5/f           | f | 2f6275732f30362f65712f352f660000 2c660000 3f066666
bus/6/eq/5/gain               | 10.25         | /bus/06/eq/5/g           | f | 2f6275732f30362f65712f352f670000 2c660000 3f577777
bus/9/eq/5/q                  | 0.98          | /bus/09/eq/5/q           | f | 2f6275732f30392f65712f352f710000 2c660000 3f2976fc
bus/12/eq/6/type              | parametric    | /bus/12/eq/6/type        | i | 2f6275732f31322f65712f362f74797065000000 2c690000 00000002
bus/5/eq/6/freq               | 991           | /bus/05/eq/6/f           | f | 2f6275732f30352f65712f362f660000 2c660000 3f10a3d7
bus/16/eq/6/gain              | 13.75         | /bus/16/eq/6/g           | f | 2f6275732f31362f65712f362f670000 2c660000 3f755555
bus/3/eq/6/q                  | 0.73          | /bus/03/eq/6/q           | f | 2f6275732f30332f65712f362f710000 2c660000 3f3f193d
bus/6/mute                    | 1             | /bus/06/mix/on           | i | 2f6275732f30362f6d69782f6f6e0000 2c690000 00000000
bus/15/fader                  | -85.4         | /bus/15/mix/fader        | f | 2f6275732f31352f6d69782f6661646572000000 2c660000 3c20280a
bus/10/assign/main            | 1             | /bus/10/mix/st           | i | 2f6275732f31302f6d69782f73740000 2c690000 00000001
bus/11/pan                    | -0.22         | /bus/11/mix/pan          | f | 2f6275732f31312f6d69782f70616e00 2c660000 3ec7ae14
bus/7/assign/mono             | 1             | /bus/07/mix/mono         | i | 2f6275732f30372f6d69782f6d6f6e6f00000000 2c690000 00000001
bus/3/monoLevel               | -1.75         | /bus/03/mix/mlevel       | f | 2f6275732f30332f6d69782f6d6c6576656c0000 2c660000 3f34cccd
bus/15/send/matrix/5/on       | 0             | /bus/15/mix/05/on        | i | 2f6275732f31352f6d69782f30352f6f6e000000 2c690000 00000000
bus/5/send/matrix/3/level     | -33           | /bus/05/mix/03/level     | f | 2f6275732f30352f6d69782f30332f6c6576656c00000000 2c660000 3e6ccccd
bus/13/send/matrix/3/pan      | 0.14          | /bus/13/mix/03/pan       | f | 2f6275732f31332f6d69782f30332f70616e0000 2c660000 3f11eb85
bus/5/send/matrix/5/tap       | preEq         | /bus/05/mix/05/type      | i | 2f6275732f30352f6d69782f30352f7479706500 2c690000 00000001
bus/6/send/matrix/5/panFollow | 1             | /bus/06/mix/05/panFollow | i | 2f6275732f30362f6d69782f30352f70616e466f6c6c6f7700000000 2c690000 00000001
bus/3/send/matrix/4/on        | 0             | /bus/03/mix/04/on        | i | 2f6275732f30332f6d69782f30342f6f6e000000 2c690000 00000000
bus/14/send/matrix/2/level    | -12           | /bus/14/mix/02/level     | f | 2f6275732f31342f6d69782f30322f6c6576656c00000000 2c660000 3ef33333
bus/11/assign/dca/(2 5 7)     | 1             | /bus/11/grp/dca          | i | 2f6275732f31312f6772702f64636100 2c690000 00000052
bus/11/assign/muteGroup/(3 5) | 1             | /bus/11/grp/mute         | i | 2f6275732f31312f6772702f6d75746500000000 2c690000 00000014

matrix/5/name                   | "OH L"            | /mtx/05/config/name     | s | 2f6d74782f30352f636f6e6669672f6e616d6500 2c730000 4f48204c00000000
matrix/5/icon                   | 49                | /mtx/05/config/icon     | i | 2f6d74782f30352f636f6e6669672f69636f6e00 2c690000 00000031
matrix/2/color                  | whiteInverted     | /mtx/02/config/color    | i | 2f6d74782f30322f636f6e6669672f636f6c6f7200000000 2c690000 0000000f
matrix/3/preamp/invert          | 1                 | /mtx/03/preamp/invert   | i | 2f6d74782f30332f707265616d702f696e76657274000000 2c690000 00000001
matrix/6/dynamics/on            | 1                 | /mtx/06/dyn/on          | i | 2f6d74782f30362f64796e2f6f6e0000 2c690000 00000001
matrix/3/dynamics/mode          | expander          | /mtx/03/dyn/mode        | i | 2f6d74782f30332f64796e2f6d6f646500000000 2c690000 00000001
matrix/2/dynamics/detector      | peak              | /mtx/02/dyn/det         | i | 2f6d74782f30322f64796e2f64657400 2c690000 00000000
matrix/3/dynamics/envelope      | linear            | /mtx/03/dyn/env         | i | 2f6d74782f30332f64796e2f656e7600 2c690000 00000000
matrix/4/dynamics/threshold     | -35.5             | /mtx/04/dyn/thr         | f | 2f6d74782f30342f64796e2f74687200 2c660000 3ed11111
matrix/2/dynamics/ratio         | 1.5               | /mtx/02/dyn/ratio       | i | 2f6d74782f30322f64796e2f726174696f000000 2c690000 00000002
matrix/3/dynamics/knee          | 3                 | /mtx/03/dyn/knee        | f | 2f6d74782f30332f64796e2f6b6e656500000000 2c660000 3f19999a
matrix/2/dynamics/makeupGain    | 23                | /mtx/02/dyn/mgain       | f | 2f6d74782f30322f64796e2f6d6761696e000000 2c660000 3f755555
matrix/4/dynamics/attack        | 103               | /mtx/04/dyn/attack      | f | 2f6d74782f30342f64796e2f61747461636b0000 2c660000 3f5bbbbc
matrix/2/dynamics/hold          | 4.5               | /mtx/02/dyn/hold        | f | 2f6d74782f30322f64796e2f686f6c6400000000 2c660000 3ef0a3d7
matrix/2/dynamics/release       | 13.6              | /mtx/02/dyn/release     | f | 2f6d74782f30322f64796e2f72656c6561736500 2c660000 3e19999a
matrix/6/dynamics/position      | pre               | /mtx/06/dyn/pos         | i | 2f6d74782f30362f64796e2f706f7300 2c690000 00000000
matrix/2/dynamics/mix           | 85                | /mtx/02/dyn/mix         | f | 2f6d74782f30322f64796e2f6d697800 2c660000 3f59999a
matrix/4/dynamics/auto          | 1                 | /mtx/04/dyn/auto        | i | 2f6d74782f30342f64796e2f6175746f00000000 2c690000 00000001
matrix/3/dynamics/filter/on     | 1                 | /mtx/03/dyn/filter/on   | i | 2f6d74782f30332f64796e2f66696c7465722f6f6e000000 2c690000 00000001
matrix/2/dynamics/filter/type   | high cut 12       | /mtx/02/dyn/filter/type | i | 2f6d74782f30322f64796e2f66696c7465722f7479706500 2c690000 00000003
matrix/4/dynamics/filter/freq   | 3206              | /mtx/04/dyn/filter/f    | f | 2f6d74782f30342f64796e2f66696c7465722f6600000000 2c660000 3f3c28f6
matrix/3/insert/on              | 1                 | /mtx/03/insert/on       | i | 2f6d74782f30332f696e736572742f6f6e000000 2c690000 00000001
matrix/4/insert/position        | post              | /mtx/04/insert/pos      | i | 2f6d74782f30342f696e736572742f706f730000 2c690000 00000001
matrix/3/insert/slot            | effect 4 left     | /mtx/03/insert/sel      | i | 2f6d74782f30332f696e736572742f73656c0000 2c690000 00000007
matrix/4/eq/on                  | 1                 | /mtx/04/eq/on           | i | 2f6d74782f30342f65712f6f6e000000 2c690000 00000001
matrix/3/eq/1/type              | Butterworth 6     | /mtx/03/eq/1/type       | i | 2f6d74782f30332f65712f312f74797065000000 2c690000 00000006
matrix/4/eq/1/freq              | 1783              | /mtx/04/eq/1/f          | f | 2f6d74782f30342f65712f312f660000 2c660000 3f266666
matrix/2/eq/1/gain              | 14.75             | /mtx/02/eq/1/g          | f | 2f6d74782f30322f65712f312f670000 2c660000 3f7dddde
matrix/3/eq/1/q                 | 1.87              | /mtx/03/eq/1/q          | f | 2f6d74782f30332f65712f312f710000 2c660000 3ef52ee0
matrix/6/eq/2/type              | low shelf         | /mtx/06/eq/2/type       | i | 2f6d74782f30362f65712f322f74797065000000 2c690000 00000001
matrix/6/eq/2/freq              | 1352              | /mtx/06/eq/2/f          | f | 2f6d74782f30362f65712f322f660000 2c660000 3f1c28f6
matrix/3/eq/2/gain              | -13.5             | /mtx/03/eq/2/g          | f | 2f6d74782f30332f65712f322f670000 2c660000 3d4ccccd
matrix/3/eq/2/q                 | 4.77              | /mtx/03/eq/2/q          | f | 2f6d74782f30332f65712f322f710000 2c660000 3e585689
matrix/2/eq/3/type              | Linkwitz-Riley 24 | /mtx/02/eq/3/type       | i | 2f6d74782f30322f65712f332f74797065000000 2c690000 0000000d
matrix/4/eq/3/freq              | 159               | /mtx/04/eq/3/f          | f | 2f6d74782f30342f65712f332f660000 2c660000 3e99999a
matrix/3/eq/3/gain              | 1.75              | /mtx/03/eq/3/g          | f | 2f6d74782f30332f65712f332f670000 2c660000 3f0eeeef
matrix/2/eq/3/q                 | 7.8               | /mtx/02/eq/3/q          | f | 2f6d74782f30322f65712f332f710000 2c660000 3d9039b1
matrix/6/eq/4/type              | vintage           | /mtx/06/eq/4/type       | i | 2f6d74782f30362f65712f342f74797065000000 2c690000 00000003
matrix/2/eq/4/freq              | 8148              | /mtx/02/eq/4/f          | f | 2f6d74782f30322f65712f342f660000 2c660000 3f5eb852
matrix/5/eq/4/gain              | 2.75              | /mtx/05/eq/4/g          | f | 2f6d74782f30352f65712f342f670000 2c660000 3f177777
matrix/5/eq/4/q                 | 0.516             | /mtx/05/eq/4/q          | f | 2f6d74782f30352f65712f342f710000 2c660000 3f585689
matrix/4/eq/5/type              | Butterworth 12    | /mtx/04/eq/5/type       | i | 2f6d74782f30342f65712f352f74797065000000 2c690000 00000007
matrix/6/eq/5/freq              | 6398              | /mtx/06/eq/5/f          | f | 2f6d74782f30362f65712f352f660000 2c660000 3f55c28f
matrix/5/eq/5/gain              | 5                 | /mtx/05/eq/5/g          | f | 2f6d74782f30352f65712f352f670000 2c660000 3f2aaaab
matrix/6/eq/5/q                 | 0.49              | /mtx/06/eq/5/q          | f | 2f6d74782f30362f65712f352f710000 2c660000 3f5bf194
matrix/4/eq/6/type              | high cut          | /mtx/04/eq/6/type       | i | 2f6d74782f30342f65712f362f74797065000000 2c690000 00000005
matrix/4/eq/6/freq              | 134               | /mtx/04/eq/6/f          | f | 2f6d74782f30342f65712f362f660000 2c660000 3e8ccccd
matrix/3/eq/6/gain              | -14.5             | /mtx/03/eq/6/g          | f | 2f6d74782f30332f65712f362f670000 2c660000 3c888889
matrix/2/eq/6/q                 | 0.85              | /mtx/02/eq/6/q          | f | 2f6d74782f30322f65712f362f710000 2c660000 3f34481d
matrix/4/mute                   | 1                 | /mtx/04/mix/on          | i | 2f6d74782f30342f6d69782f6f6e0000 2c690000 00000000
matrix/6/fader                  | 3                 | /mtx/06/mix/fader       | f | 2f6d74782f30362f6d69782f6661646572000000 2c660000 3f5334cd
matrix/4/assign/dca/(1 4 6)     | 1                 | /mtx/04/grp/dca         | i | 2f6d74782f30342f6772702f64636100 2c690000 00000029
matrix/5/assign/muteGroup/(2 6) | 1                 | /mtx/05/grp/mute        | i | 2f6d74782f30352f6772702f6d75746500000000 2c690000 00000022

main/stereo/name                    | "Keys 2"       | /main/st/config/name      | s | 2f6d61696e2f73742f636f6e6669672f6e616d6500000000 2c730000 4b65797320320000
main/stereo/icon                    | 31             | /main/st/config/icon      | i | 2f6d61696e2f73742f636f6e6669672f69636f6e00000000 2c690000 0000001f
main/stereo/color                   | offInverted    | /main/st/config/color     | i | 2f6d61696e2f73742f636f6e6669672f636f6c6f72000000 2c690000 00000008
main/stereo/dynamics/on             | 1              | /main/st/dyn/on           | i | 2f6d61696e2f73742f64796e2f6f6e00 2c690000 00000001
main/stereo/dynamics/mode           | expander       | /main/st/dyn/mode         | i | 2f6d61696e2f73742f64796e2f6d6f6465000000 2c690000 00000001
main/stereo/dynamics/detector       | peak           | /main/st/dyn/det          | i | 2f6d61696e2f73742f64796e2f64657400000000 2c690000 00000000
main/stereo/dynamics/envelope       | linear         | /main/st/dyn/env          | i | 2f6d61696e2f73742f64796e2f656e7600000000 2c690000 00000000
main/stereo/dynamics/threshold      | -22.5          | /main/st/dyn/thr          | f | 2f6d61696e2f73742f64796e2f74687200000000 2c660000 3f200000
main/stereo/dynamics/ratio          | 1.3            | /main/st/dyn/ratio        | i | 2f6d61696e2f73742f64796e2f726174696f0000 2c690000 00000001
main/stereo/dynamics/knee           | 3              | /main/st/dyn/knee         | f | 2f6d61696e2f73742f64796e2f6b6e6565000000 2c660000 3f19999a
main/stereo/dynamics/makeupGain     | 4              | /main/st/dyn/mgain        | f | 2f6d61696e2f73742f64796e2f6d6761696e0000 2c660000 3e2aaaab
main/stereo/dynamics/attack         | 14             | /main/st/dyn/attack       | f | 2f6d61696e2f73742f64796e2f61747461636b00 2c660000 3deeeeef
main/stereo/dynamics/hold           | 126            | /main/st/dyn/hold         | f | 2f6d61696e2f73742f64796e2f686f6c64000000 2c660000 3f428f5c
main/stereo/dynamics/release        | 34.7           | /main/st/dyn/release      | f | 2f6d61696e2f73742f64796e2f72656c6561736500000000 2c660000 3e947ae1
main/stereo/dynamics/position       | pre            | /main/st/dyn/pos          | i | 2f6d61696e2f73742f64796e2f706f7300000000 2c690000 00000000
main/stereo/dynamics/mix            | 25             | /main/st/dyn/mix          | f | 2f6d61696e2f73742f64796e2f6d697800000000 2c660000 3e800000
main/stereo/dynamics/auto           | 1              | /main/st/dyn/auto         | i | 2f6d61696e2f73742f64796e2f6175746f000000 2c690000 00000001
main/stereo/dynamics/filter/on      | 1              | /main/st/dyn/filter/on    | i | 2f6d61696e2f73742f64796e2f66696c7465722f6f6e0000 2c690000 00000001
main/stereo/dynamics/filter/type    | band 5.0       | /main/st/dyn/filter/type  | i | 2f6d61696e2f73742f64796e2f66696c7465722f7479706500000000 2c690000 00000007
main/stereo/dynamics/filter/freq    | 2793           | /main/st/dyn/filter/f     | f | 2f6d61696e2f73742f64796e2f66696c7465722f66000000 2c660000 3f370a3d
main/stereo/insert/on               | 1              | /main/st/insert/on        | i | 2f6d61696e2f73742f696e736572742f6f6e0000 2c690000 00000001
main/stereo/insert/position         | post           | /main/st/insert/pos       | i | 2f6d61696e2f73742f696e736572742f706f7300 2c690000 00000001
main/stereo/insert/slot             | effect 1 left  | /main/st/insert/sel       | i | 2f6d61696e2f73742f696e736572742f73656c00 2c690000 00000001
main/stereo/eq/on                   | 1              | /main/st/eq/on            | i | 2f6d61696e2f73742f65712f6f6e0000 2c690000 00000001
main/stereo/eq/1/type               | parametric     | /main/st/eq/1/type        | i | 2f6d61696e2f73742f65712f312f747970650000 2c690000 00000002
main/stereo/eq/1/freq               | 7871           | /main/st/eq/1/f           | f | 2f6d61696e2f73742f65712f312f6600 2c660000 3f5d70a4
main/stereo/eq/1/gain               | -11.25         | /main/st/eq/1/g           | f | 2f6d61696e2f73742f65712f312f6700 2c660000 3e000000
main/stereo/eq/1/q                  | 9.1            | /main/st/eq/1/q           | f | 2f6d61696e2f73742f65712f312f7100 2c660000 3ce6c2b4
main/stereo/eq/2/type               | vintage        | /main/st/eq/2/type        | i | 2f6d61696e2f73742f65712f322f747970650000 2c690000 00000003
main/stereo/eq/2/freq               | 224            | /main/st/eq/2/f           | f | 2f6d61696e2f73742f65712f322f6600 2c660000 3eb33333
main/stereo/eq/2/gain               | 11.5           | /main/st/eq/2/g           | f | 2f6d61696e2f73742f65712f322f6700 2c660000 3f622222
main/stereo/eq/2/q                  | 0.315          | /main/st/eq/2/q           | f | 2f6d61696e2f73742f65712f322f7100 2c660000 3f7c64f5
main/stereo/eq/3/type               | Butterworth 24 | /main/st/eq/3/type        | i | 2f6d61696e2f73742f65712f332f747970650000 2c690000 0000000b
main/stereo/eq/3/freq               | 164            | /main/st/eq/3/f           | f | 2f6d61696e2f73742f65712f332f6600 2c660000 3e9c28f6
main/stereo/eq/3/gain               | 5.75           | /main/st/eq/3/g           | f | 2f6d61696e2f73742f65712f332f6700 2c660000 3f311111
main/stereo/eq/3/q                  | 2.77           | /main/st/eq/3/q           | f | 2f6d61696e2f73742f65712f332f7100 2c660000 3ebb7e32
main/stereo/eq/4/type               | Butterworth 12 | /main/st/eq/4/type        | i | 2f6d61696e2f73742f65712f342f747970650000 2c690000 00000007
main/stereo/eq/4/freq               | 170            | /main/st/eq/4/f           | f | 2f6d61696e2f73742f65712f342f6600 2c660000 3e9eb852
main/stereo/eq/4/gain               | 14.5           | /main/st/eq/4/g           | f | 2f6d61696e2f73742f65712f342f6700 2c660000 3f7bbbbc
main/stereo/eq/4/q                  | 1.39           | /main/st/eq/4/q           | f | 2f6d61696e2f73742f65712f342f7100 2c660000 3f1039b1
main/stereo/eq/5/type               | low shelf      | /main/st/eq/5/type        | i | 2f6d61696e2f73742f65712f352f747970650000 2c690000 00000001
main/stereo/eq/5/freq               | 36             | /main/st/eq/5/f           | f | 2f6d61696e2f73742f65712f352f6600 2c660000 3dae147b
main/stereo/eq/5/gain               | -12.75         | /main/st/eq/5/g           | f | 2f6d61696e2f73742f65712f352f6700 2c660000 3d99999a
main/stereo/eq/5/q                  | 6.1            | /main/st/eq/5/q           | f | 2f6d61696e2f73742f65712f352f7100 2c660000 3e1039b1
main/stereo/eq/6/type               | parametric     | /main/st/eq/6/type        | i | 2f6d61696e2f73742f65712f362f747970650000 2c690000 00000002
main/stereo/eq/6/freq               | 8730           | /main/st/eq/6/f           | f | 2f6d61696e2f73742f65712f362f6600 2c660000 3f6147ae
main/stereo/eq/6/gain               | 14.5           | /main/st/eq/6/g           | f | 2f6d61696e2f73742f65712f362f6700 2c660000 3f7bbbbc
main/stereo/eq/6/q                  | 0.66           | /main/st/eq/6/q           | f | 2f6d61696e2f73742f65712f362f7100 2c660000 3f464f53
main/stereo/mute                    | 1              | /main/st/mix/on           | i | 2f6d61696e2f73742f6d69782f6f6e00 2c690000 00000000
main/stereo/fader                   | -5             | /main/st/mix/fader        | f | 2f6d61696e2f73742f6d69782f66616465720000 2c660000 3f1fe7fa
main/stereo/pan                     | 0.14           | /main/st/mix/pan          | f | 2f6d61696e2f73742f6d69782f70616e00000000 2c660000 3f11eb85
main/stereo/send/matrix/5/on        | 0              | /main/st/mix/05/on        | i | 2f6d61696e2f73742f6d69782f30352f6f6e0000 2c690000 00000000
main/stereo/send/matrix/3/level     | -27.5          | /main/st/mix/03/level     | f | 2f6d61696e2f73742f6d69782f30332f6c6576656c000000 2c660000 3e900000
main/stereo/send/matrix/3/pan       | -0.86          | /main/st/mix/03/pan       | f | 2f6d61696e2f73742f6d69782f30332f70616e00 2c660000 3d8f5c29
main/stereo/send/matrix/5/tap       | postEq         | /main/st/mix/05/type      | i | 2f6d61696e2f73742f6d69782f30352f7479706500000000 2c690000 00000002
main/stereo/send/matrix/3/panFollow | 1              | /main/st/mix/03/panFollow | i | 2f6d61696e2f73742f6d69782f30332f70616e466f6c6c6f77000000 2c690000 00000001
main/stereo/send/matrix/4/on        | 0              | /main/st/mix/04/on        | i | 2f6d61696e2f73742f6d69782f30342f6f6e0000 2c690000 00000000
main/stereo/send/matrix/2/level     | -8.25          | /main/st/mix/02/level     | f | 2f6d61696e2f73742f6d69782f30322f6c6576656c000000 2c660000 3f0b3333
main/stereo/assign/dca/(3 8)        | 1              | /main/st/grp/dca          | i | 2f6d61696e2f73742f6772702f64636100000000 2c690000 00000084
main/stereo/assign/muteGroup/(1 4)  | 1              | /main/st/grp/mute         | i | 2f6d61696e2f73742f6772702f6d757465000000 2c690000 00000009

main/mono/name                    | "Bass DI"         | /main/m/config/name      | s | 2f6d61696e2f6d2f636f6e6669672f6e616d6500 2c730000 4261737320444900
main/mono/icon                    | 38                | /main/m/config/icon      | i | 2f6d61696e2f6d2f636f6e6669672f69636f6e00 2c690000 00000026
main/mono/color                   | blueInverted      | /main/m/config/color     | i | 2f6d61696e2f6d2f636f6e6669672f636f6c6f7200000000 2c690000 0000000c
main/mono/dynamics/on             | 1                 | /main/m/dyn/on           | i | 2f6d61696e2f6d2f64796e2f6f6e0000 2c690000 00000001
main/mono/dynamics/mode           | expander          | /main/m/dyn/mode         | i | 2f6d61696e2f6d2f64796e2f6d6f646500000000 2c690000 00000001
main/mono/dynamics/detector       | peak              | /main/m/dyn/det          | i | 2f6d61696e2f6d2f64796e2f64657400 2c690000 00000000
main/mono/dynamics/envelope       | linear            | /main/m/dyn/env          | i | 2f6d61696e2f6d2f64796e2f656e7600 2c690000 00000000
main/mono/dynamics/threshold      | -7                | /main/m/dyn/thr          | f | 2f6d61696e2f6d2f64796e2f74687200 2c660000 3f622222
main/mono/dynamics/ratio          | 4.0               | /main/m/dyn/ratio        | i | 2f6d61696e2f6d2f64796e2f726174696f000000 2c690000 00000006
main/mono/dynamics/knee           | 3                 | /main/m/dyn/knee         | f | 2f6d61696e2f6d2f64796e2f6b6e656500000000 2c660000 3f19999a
main/mono/dynamics/makeupGain     | 13.5              | /main/m/dyn/mgain        | f | 2f6d61696e2f6d2f64796e2f6d6761696e000000 2c660000 3f100000
main/mono/dynamics/attack         | 87                | /main/m/dyn/attack       | f | 2f6d61696e2f6d2f64796e2f61747461636b0000 2c660000 3f39999a
main/mono/dynamics/hold           | 12.6              | /main/m/dyn/hold         | f | 2f6d61696e2f6d2f64796e2f686f6c6400000000 2c660000 3f0f5c29
main/mono/dynamics/release        | 108               | /main/m/dyn/release      | f | 2f6d61696e2f6d2f64796e2f72656c6561736500 2c660000 3eeb851f
main/mono/dynamics/position       | pre               | /main/m/dyn/pos          | i | 2f6d61696e2f6d2f64796e2f706f7300 2c690000 00000000
main/mono/dynamics/mix            | 50                | /main/m/dyn/mix          | f | 2f6d61696e2f6d2f64796e2f6d697800 2c660000 3f000000
main/mono/dynamics/auto           | 1                 | /main/m/dyn/auto         | i | 2f6d61696e2f6d2f64796e2f6175746f00000000 2c690000 00000001
main/mono/dynamics/filter/on      | 1                 | /main/m/dyn/filter/on    | i | 2f6d61696e2f6d2f64796e2f66696c7465722f6f6e000000 2c690000 00000001
main/mono/dynamics/filter/type    | band 1.0          | /main/m/dyn/filter/type  | i | 2f6d61696e2f6d2f64796e2f66696c7465722f7479706500 2c690000 00000004
main/mono/dynamics/filter/freq    | 64.7              | /main/m/dyn/filter/f     | f | 2f6d61696e2f6d2f64796e2f66696c7465722f6600000000 2c660000 3e2e147b
main/mono/insert/on               | 1                 | /main/m/insert/on        | i | 2f6d61696e2f6d2f696e736572742f6f6e000000 2c690000 00000001
main/mono/insert/position         | post              | /main/m/insert/pos       | i | 2f6d61696e2f6d2f696e736572742f706f730000 2c690000 00000001
main/mono/insert/slot             | aux 4             | /main/m/insert/sel       | i | 2f6d61696e2f6d2f696e736572742f73656c0000 2c690000 00000014
main/mono/eq/on                   | 1                 | /main/m/eq/on            | i | 2f6d61696e2f6d2f65712f6f6e000000 2c690000 00000001
main/mono/eq/1/type               | high cut          | /main/m/eq/1/type        | i | 2f6d61696e2f6d2f65712f312f74797065000000 2c690000 00000005
main/mono/eq/1/freq               | 276               | /main/m/eq/1/f           | f | 2f6d61696e2f6d2f65712f312f660000 2c660000 3ec28f5c
main/mono/eq/1/gain               | 7                 | /main/m/eq/1/g           | f | 2f6d61696e2f6d2f65712f312f670000 2c660000 3f3bbbbc
main/mono/eq/1/q                  | 0.63              | /main/m/eq/1/q           | f | 2f6d61696e2f6d2f65712f312f710000 2c660000 3f49ea5e
main/mono/eq/2/type               | Linkwitz-Riley 12 | /main/m/eq/2/type        | i | 2f6d61696e2f6d2f65712f322f74797065000000 2c690000 00000009
main/mono/eq/2/freq               | 10376             | /main/m/eq/2/f           | f | 2f6d61696e2f6d2f65712f322f660000 2c660000 3f67ae14
main/mono/eq/2/gain               | -2.75             | /main/m/eq/2/g           | f | 2f6d61696e2f6d2f65712f322f670000 2c660000 3ed11111
main/mono/eq/2/q                  | 0.93              | /main/m/eq/2/q           | f | 2f6d61696e2f6d2f65712f322f710000 2c660000 3f2d1207
main/mono/eq/3/type               | low shelf         | /main/m/eq/3/type        | i | 2f6d61696e2f6d2f65712f332f74797065000000 2c690000 00000001
main/mono/eq/3/freq               | 1026              | /main/m/eq/3/f           | f | 2f6d61696e2f6d2f65712f332f660000 2c660000 3f11eb85
main/mono/eq/3/gain               | 1.75              | /main/m/eq/3/g           | f | 2f6d61696e2f6d2f65712f332f670000 2c660000 3f0eeeef
main/mono/eq/3/q                  | 1.53              | /main/m/eq/3/q           | f | 2f6d61696e2f6d2f65712f332f710000 2c660000 3f09039b
main/mono/eq/4/type               | low shelf         | /main/m/eq/4/type        | i | 2f6d61696e2f6d2f65712f342f74797065000000 2c690000 00000001
main/mono/eq/4/freq               | 433               | /main/m/eq/4/f           | f | 2f6d61696e2f6d2f65712f342f660000 2c660000 3ee3d70a
main/mono/eq/4/gain               | 1.5               | /main/m/eq/4/g           | f | 2f6d61696e2f6d2f65712f342f670000 2c660000 3f0ccccd
main/mono/eq/4/q                  | 2.5               | /main/m/eq/4/q           | f | 2f6d61696e2f6d2f65712f342f710000 2c660000 3ec9ea5e
main/mono/eq/5/type               | Butterworth 12    | /main/m/eq/5/type        | i | 2f6d61696e2f6d2f65712f352f74797065000000 2c690000 00000007
main/mono/eq/5/freq               | 2891              | /main/m/eq/5/f           | f | 2f6d61696e2f6d2f65712f352f660000 2c660000 3f3851ec
main/mono/eq/5/gain               | 10                | /main/m/eq/5/g           | f | 2f6d61696e2f6d2f65712f352f670000 2c660000 3f555555
main/mono/eq/5/q                  | 0.384             | /main/m/eq/5/q           | f | 2f6d61696e2f6d2f65712f352f710000 2c660000 3f6df8ca
main/mono/eq/6/type               | high cut          | /main/m/eq/6/type        | i | 2f6d61696e2f6d2f65712f362f74797065000000 2c690000 00000005
main/mono/eq/6/freq               | 11913             | /main/m/eq/6/f           | f | 2f6d61696e2f6d2f65712f362f660000 2c660000 3f6ccccd
main/mono/eq/6/gain               | 10.75             | /main/m/eq/6/g           | f | 2f6d61696e2f6d2f65712f362f670000 2c660000 3f5bbbbc
main/mono/eq/6/q                  | 1.14              | /main/m/eq/6/q           | f | 2f6d61696e2f6d2f65712f362f710000 2c660000 3f1ea5dc
main/mono/mute                    | 1                 | /main/m/mix/on           | i | 2f6d61696e2f6d2f6d69782f6f6e0000 2c690000 00000000
main/mono/fader                   | -40               | /main/m/mix/fader        | f | 2f6d61696e2f6d2f6d69782f6661646572000000 2c660000 3e40300c
main/mono/send/matrix/5/on        | 0                 | /main/m/mix/05/on        | i | 2f6d61696e2f6d2f6d69782f30352f6f6e000000 2c690000 00000000
main/mono/send/matrix/3/level     | -54               | /main/m/mix/03/level     | f | 2f6d61696e2f6d2f6d69782f30332f6c6576656c00000000 2c660000 3dcccccd
main/mono/send/matrix/3/pan       | -0.72             | /main/m/mix/03/pan       | f | 2f6d61696e2f6d2f6d69782f30332f70616e0000 2c660000 3e0f5c29
main/mono/send/matrix/3/tap       | postEq            | /main/m/mix/03/type      | i | 2f6d61696e2f6d2f6d69782f30332f7479706500 2c690000 00000002
main/mono/send/matrix/3/panFollow | 1                 | /main/m/mix/03/panFollow | i | 2f6d61696e2f6d2f6d69782f30332f70616e466f6c6c6f7700000000 2c690000 00000001
main/mono/send/matrix/2/on        | 0                 | /main/m/mix/02/on        | i | 2f6d61696e2f6d2f6d69782f30322f6f6e000000 2c690000 00000000
main/mono/send/matrix/4/level     | -66               | /main/m/mix/04/level     | f | 2f6d61696e2f6d2f6d69782f30342f6c6576656c00000000 2c660000 3d4ccccd
main/mono/assign/dca/(2 5 7)      | 1                 | /main/m/grp/dca          | i | 2f6d61696e2f6d2f6772702f64636100 2c690000 00000052
main/mono/assign/muteGroup/(3 5)  | 1                 | /main/m/grp/mute         | i | 2f6d61696e2f6d2f6772702f6d75746500000000 2c690000 00000014
`;
